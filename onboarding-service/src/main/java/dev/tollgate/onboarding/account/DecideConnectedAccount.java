package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.account.ConnectedAccount.Decision;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A decision about an account that waits for one: of the sandbox or of staff, in the transaction of whoever decides. */
@ApplicationScoped
public class DecideConnectedAccount {
    private final ConnectedAccountRepository accounts;
    private final Outbox outbox;
    private final Clock clock;

    DecideConnectedAccount(ConnectedAccountRepository accounts, Outbox outbox, Clock clock) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** The tenant's account, held until the transaction ends; 404 if there is none. */
    public Uni<ConnectedAccount> hold(SqlConnection transaction, Tenant tenant, String id) {
        return accounts.lock(transaction, tenant, id);
    }

    /**
     * Moves a held account; 409 {@code InvalidState} if it does not wait.
     *
     * @param move {@code APPROVE} or {@code REJECT}, the latter with {@code notes}
     */
    public Uni<ConnectedAccount> decide(
            SqlConnection transaction,
            ConnectedAccount held,
            ConnectedAccountMove move,
            @Nullable String notes,
            Actor by) {
        var decided = held.decide(move, new Decision(by.id(), clock.instant(), notes));
        return accounts.update(transaction, decided)
                .chain(() -> outbox.append(transaction, new ConnectedAccountEvent.Moved(decided, move, by)))
                .replaceWith(decided);
    }
}
