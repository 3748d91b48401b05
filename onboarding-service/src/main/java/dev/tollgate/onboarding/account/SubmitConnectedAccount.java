package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.document.Documents;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hands an account in for verification: by the sandbox in test, by staff in live. */
@ApplicationScoped
class SubmitConnectedAccount {
    private final Transactions transactions;
    private final ConnectedAccountRepository accounts;
    private final Documents documents;
    private final ReadConnectedAccounts read;
    private final Outbox outbox;
    private final Clock clock;
    private final Duration sandboxDelay;

    SubmitConnectedAccount(
            Transactions transactions,
            ConnectedAccountRepository accounts,
            Documents documents,
            ReadConnectedAccounts read,
            Outbox outbox,
            Clock clock,
            @ConfigProperty(name = "tollgate.sandbox.verification-delay") Duration sandboxDelay) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.documents = documents;
        this.read = read;
        this.outbox = outbox;
        this.clock = clock;
        this.sandboxDelay = sandboxDelay;
    }

    /** 400 naming each thing that is missing; 409 {@code InvalidState} if it was submitted. */
    Uni<Dossier> submit(Principal caller, String id) {
        var tenant = caller.requireTenant();
        return documents
                .settle(tenant, id)
                .chain(() -> transactions.inTenant(
                        tenant,
                        transaction -> accounts.lock(transaction, tenant, id)
                                .call(() -> documents.close(transaction, tenant, id))
                                .chain(account -> read.dossier(transaction, account))
                                .chain(dossier -> submit(transaction, dossier, Actor.of(caller)))));
    }

    private Uni<Dossier> submit(SqlConnection transaction, Dossier dossier, Actor actor) {
        var submitted = dossier.account().submit(dossier.uploadedTypes(), clock.instant());
        return accounts.update(transaction, submitted)
                .chain(() -> submitted.tenant().mode() == Mode.TEST
                        ? accounts.plant(transaction, submitted, sandboxDelay)
                        : Uni.createFrom().voidItem())
                .chain(() -> outbox.append(
                        transaction, new ConnectedAccountEvent.Moved(submitted, ConnectedAccountMove.SUBMIT, actor)))
                .replaceWith(new Dossier(submitted, dossier.documents()));
    }
}
