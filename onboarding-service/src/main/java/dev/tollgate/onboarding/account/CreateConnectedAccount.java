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
                transaction -> repository
                        .insert(transaction, account, key, caller.actorId())
                        .chain(inserted -> inserted
                                ? outbox.append(
                                                transaction,
                                                new ConnectedAccountEvent.Created(account, Actor.of(caller)))
                                        .chain(() -> read.dossier(transaction, account))
                                        .map(dossier -> new Outcome(dossier, false))
                                : existing(transaction, account, key)));
    }

    private Uni<Outcome> existing(SqlConnection transaction, ConnectedAccount wanted, @Nullable String key) {
        return repository
                .known(transaction, wanted.tenant(), key, wanted.profile().externalId())
                .chain(known -> read.dossier(transaction, known.orElseThrow()))
                .map(dossier -> new Outcome(dossier, true));
    }
}
