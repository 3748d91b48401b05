package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.access.ProductionAccessGate;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;

/** Onboarding in live is for organizations with approved production access. */
@ApplicationScoped
class LiveAdmission {
    private final ProductionAccessGate gate;

    LiveAdmission(ProductionAccessGate gate) {
        this.gate = gate;
    }

    /**
     * Nothing in test. 403 {@code FORBIDDEN} in live without approved production access, and for a live request that the gateway put into test for that
     * reason: what was said of live is not taken for test. Access stays as it is until {@code transaction} ends.
     */
    Uni<Void> admit(SqlConnection transaction, Principal caller) {
        var tenant = caller.requireTenant();
        return tenant.mode() == Mode.TEST && !caller.liveBlocked()
                ? Uni.createFrom().voidItem()
                : gate.hold(transaction, tenant)
                        .invoke(access -> {
                            if (!access.opensLive() || caller.liveBlocked()) {
                                throw KybProblem.liveIsClosed(access);
                            }
                        })
                        .replaceWithVoid();
    }
}
