package dev.tollgate.gateway.live;

import dev.tollgate.gateway.principal.Caller;
import dev.tollgate.gateway.route.LiveRule;
import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.principal.Mode;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Lets a request be live only while its organization is {@code production_approved} (contract/credentials.md, Resolution). */
@ApplicationScoped
public class LiveGate {
    private static final String APPROVED = "production_approved";

    private final InternalApi services;

    LiveGate(InternalApi services) {
        this.services = services;
    }

    /**
     * Decides in which mode a request runs. Fails with 503 {@code UpstreamUnavailable} if that can't be known now.
     *
     * @param caller in the credential's own mode
     * @param requested by {@code X-Environment}; only sessions are heard
     * @param rule of the route
     */
    public Future<Verdict> decide(Caller caller, @Nullable Mode requested, LiveRule rule) {
        var tenant = caller.principal().tenant();
        if (tenant == null) {
            return Future.succeededFuture(new Verdict.Granted(caller));
        }
        boolean bornLive = tenant.mode() == Mode.LIVE;
        var mode = caller.isSession() && requested != null ? requested : tenant.mode();
        if (mode == Mode.TEST) {
            return Future.succeededFuture(new Verdict.Granted(caller.in(Mode.TEST, false)));
        }
        if (bornLive && isOpen(rule, caller)) {
            return Future.succeededFuture(new Verdict.Granted(caller));
        }
        return productionAccess(tenant.orgId()).map(status -> {
            if (status.equals(APPROVED)) {
                return new Verdict.Granted(caller.in(Mode.LIVE, false));
            }
            return bornLive ? new Verdict.Denied(caller, status) : blocked(caller.in(Mode.TEST, true), status, rule);
        });
    }

    private static boolean isOpen(LiveRule rule, Caller caller) {
        return switch (rule) {
            case OPEN -> true;
            case OPEN_TO_SESSIONS -> caller.isSession();
            case GATED, MOVES_MONEY -> false;
        };
    }

    private static Verdict blocked(Caller inTest, String status, LiveRule rule) {
        return rule == LiveRule.MOVES_MONEY ? new Verdict.Denied(inTest, status) : new Verdict.Granted(inTest);
    }

    private Future<String> productionAccess(String orgId) {
        return services.get(
                Service.ONBOARDING, "/internal/v1/organizations/" + orgId + "/production-access", LiveGate::status);
    }

    private static String status(JsonObject answer) {
        String status = answer.getString("status");
        if (status == null) {
            throw new IllegalArgumentException("without status");
        }
        return status;
    }
}
