package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.pix.PayoutRequest;
import dev.tollgate.onboarding.pix.PixKeys;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Says where a seller's money goes; the last word holds. */
@ApplicationScoped
class ConfigurePayout {
    private final Transactions transactions;
    private final ConnectedAccountRepository accounts;
    private final ReadConnectedAccounts read;
    private final PixKeys pixKeys;
    private final Outbox outbox;
    private final Clock clock;

    ConfigurePayout(
            Transactions transactions,
            ConnectedAccountRepository accounts,
            ReadConnectedAccounts read,
            PixKeys pixKeys,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.read = read;
        this.pixKeys = pixKeys;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** 400 for a buyer, 409 {@code InvalidState} for a seller who is not approved. */
    Uni<Dossier> configure(Principal caller, String id, PayoutRequest valid) {
        var tenant = caller.requireTenant();
        var payout = pixKeys.seal(id, valid.pixKeyType(), valid.pixKey(), clock.instant());
        return transactions.inTenant(
                tenant,
                transaction -> accounts.lock(transaction, tenant, id)
                        .map(before -> new ConnectedAccountEvent.PayoutConfigured(
                                before, before.payTo(payout), Actor.of(caller)))
                        .call(event -> accounts.update(transaction, event.account()))
                        .call(event -> outbox.append(transaction, event))
                        .map(ConnectedAccountEvent.PayoutConfigured::account)
                        .chain(account -> read.dossier(transaction, account)));
    }
}
