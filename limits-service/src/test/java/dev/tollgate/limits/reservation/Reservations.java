package dev.tollgate.limits.reservation;

import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import jakarta.enterprise.context.ApplicationScoped;

/** For tests of other features: reservations of USD 10.00. */
@ApplicationScoped
public class Reservations {
    private final Steps steps;
    private final Reserve reserve;
    private final Background background;

    Reservations(Steps steps, Reserve reserve, Background background) {
        this.steps = steps;
        this.reserve = reserve;
        this.background = background;
    }

    /** The id of a new one. */
    public String make(String orgId, String path, String reference) throws Exception {
        return make(Steps.key(orgId), path, reference);
    }

    /** The same by an agent of the second tier. */
    public String makeByAgent(String orgId, String reference) throws Exception {
        return make(Steps.agent(orgId, 2), "payment_intent", reference);
    }

    private String make(Principal principal, String path, String reference) throws Exception {
        var request = ReservationRequest.parse("10.00", "USD", null, path, reference);
        var outcome = background.run(() -> reserve.run(principal, request));
        return ((ReservationOutcome.Reserved) outcome).reservationId();
    }

    public void commit(String orgId, String reference) throws Exception {
        steps.commit(orgId, reference);
    }

    public void release(String orgId, String reference) throws Exception {
        steps.release(orgId, reference);
    }

    public static Tenant live(String orgId) {
        return Steps.live(orgId);
    }
}
