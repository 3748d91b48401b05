package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.profile.AccountProfile;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
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
                                : replay(
                                        transaction,
                                        repository.bound(transaction, account.tenant(), String.valueOf(key)))));
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
                .call(known ->
                        key == null ? Uni.createFrom().voidItem() : repository.bindAgain(transaction, known, key));
    }

    private Uni<Outcome> replay(SqlConnection transaction, Uni<ConnectedAccount> known) {
        return known.chain(account -> read.dossier(transaction, account)).map(dossier -> new Outcome(dossier, true));
    }
}
