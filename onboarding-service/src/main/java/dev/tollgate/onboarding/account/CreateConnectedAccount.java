package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.profile.AccountProfile;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an account, once per {@code Idempotency-Key} and once per external id, whoever races (the essay of this package). */
@ApplicationScoped
class CreateConnectedAccount {
    private final Transactions transactions;
    private final ConnectedAccountRepository repository;
    private final ReadConnectedAccounts read;
    private final Outbox outbox;
    private final Clock clock;

    CreateConnectedAccount(
            Transactions transactions,
            ConnectedAccountRepository repository,
            ReadConnectedAccounts read,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.read = read;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** An account, and whether it was there before. */
    record Outcome(Dossier dossier, boolean replayed) {}

    Uni<Outcome> create(Principal caller, @Nullable String key, AccountProfile profile) {
        var account = ConnectedAccount.create(caller.requireTenant(), profile, clock.instant());
        return transactions.inTenant(
                account.tenant(),
                transaction -> claim(transaction, account, key)
                        .chain(isNew -> isNew
                                ? insert(transaction, account, key, Actor.of(caller))
                                : replay(transaction, bound(transaction, account.tenant(), String.valueOf(key)))));
    }

    /**
     * What a request repeats that is itself not valid: the account that its key is bound to, or else the one with its external id, whatever else it says. Fails
     * with {@code invalid} where there is none.
     */
    Uni<Outcome> repeat(Tenant tenant, @Nullable String key, @Nullable String externalId, RuntimeException invalid) {
        return transactions.inTenant(
                tenant,
                transaction -> replay(
                        transaction,
                        known(transaction, tenant, key)
                                .chain(bound -> bound.isPresent()
                                        ? Uni.createFrom().item(bound)
                                        : named(transaction, tenant, key, externalId))
                                .map(found -> found.orElseThrow(() -> invalid))));
    }

    private Uni<Optional<ConnectedAccount>> known(SqlConnection transaction, Tenant tenant, @Nullable String key) {
        return key == null ? Uni.createFrom().item(Optional.empty()) : repository.bound(transaction, tenant, key);
    }

    /** From now on the key is this account's; if it became another's meanwhile, that one counts. */
    private Uni<Optional<ConnectedAccount>> named(
            SqlConnection transaction, Tenant tenant, @Nullable String key, @Nullable String externalId) {
        return repository
                .byExternalId(transaction, tenant, externalId)
                .chain(found -> key == null || found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : repository
                                .bind(transaction, found.get(), key)
                                .chain(isNew -> isNew
                                        ? Uni.createFrom().item(found)
                                        : repository.bound(transaction, tenant, key)));
    }

    private Uni<ConnectedAccount> bound(SqlConnection transaction, Tenant tenant, String key) {
        return repository.bound(transaction, tenant, key).map(Optional::orElseThrow);
    }

    private Uni<Boolean> claim(SqlConnection transaction, ConnectedAccount account, @Nullable String key) {
        return key == null ? Uni.createFrom().item(true) : repository.bind(transaction, account, key);
    }

    private Uni<Outcome> insert(
            SqlConnection transaction, ConnectedAccount account, @Nullable String key, Actor creator) {
        return repository
                .insert(transaction, account, creator.id())
                .chain(inserted -> inserted
                        ? outbox.append(transaction, new ConnectedAccountEvent.Created(account, creator))
                                .chain(() -> read.dossier(transaction, account))
                                .map(dossier -> new Outcome(dossier, false))
                        : replay(transaction, existing(transaction, account, key)));
    }

    /** From now on the key is this account's, whatever comes with it. */
    private Uni<ConnectedAccount> existing(SqlConnection transaction, ConnectedAccount wanted, @Nullable String key) {
        return repository
                .byExternalId(transaction, wanted.tenant(), wanted.profile().externalId())
                .map(Optional::orElseThrow)
                .call(known ->
                        key == null ? Uni.createFrom().voidItem() : repository.bindAgain(transaction, known, key));
    }

    private Uni<Outcome> replay(SqlConnection transaction, Uni<ConnectedAccount> known) {
        return known.chain(account -> read.dossier(transaction, account)).map(dossier -> new Outcome(dossier, true));
    }
}
