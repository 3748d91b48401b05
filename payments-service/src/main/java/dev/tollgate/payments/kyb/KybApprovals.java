package dev.tollgate.payments.kyb;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Remembers in {@code kyb_approval} which organizations are approved. An approval is final, so onboarding is asked until it says yes and
 * never again; the statement that inserts a payment intent reads the table by itself.
 */
@ApplicationScoped
public class KybApprovals {
    private static final String REMEMBER =
            "insert into kyb_approval (org_id, mode) values ($1, $2) on conflict do nothing";

    private final Onboarding onboarding;
    private final Transactions transactions;

    KybApprovals(@RestClient Onboarding onboarding, Transactions transactions) {
        this.onboarding = onboarding;
        this.transactions = transactions;
    }

    /** Asks onboarding about the caller's organization and remembers a yes. Its absence is {@code UpstreamUnavailable}. */
    public Uni<Boolean> ask(Tenant tenant) {
        return onboarding
                .status()
                .chain(status -> status.approved()
                        ? remember(tenant).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> remember(Tenant tenant) {
        return transactions
                .inTenant(
                        tenant,
                        transaction -> transaction
                                .preparedQuery(REMEMBER)
                                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire())))
                .replaceWithVoid();
    }
}
