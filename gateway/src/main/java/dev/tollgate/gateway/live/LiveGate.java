package dev.tollgate.gateway.live;

import dev.tollgate.gateway.memory.Subscriptions;
import dev.tollgate.gateway.route.LiveRule;
import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.coherence.memory.Memory;
import dev.tollgate.platform.coherence.memory.Testimony;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request be live only while its organization is {@code production_approved} (contract/credentials.md, Resolution). Of any other
 * organization a live key or session is refused, and an agent, like a test session that asks for live, runs in test and is told so.
 */
@Singleton
public class LiveGate {
    private static final String APPROVED = "production_approved";

    private final InternalApi services;
    private final Memory<String> statuses;

    LiveGate(InternalApi services, Subscriptions subscriptions) {
        this.services = services;
        this.statuses = subscriptions.memoryOf(Service.ONBOARDING);
    }

    /**
     * Decides in which mode a request runs. Fails with 503 {@code UpstreamUnavailable} if that can't be known now.
     *
     * @param resolved in the credential's own mode
     * @param requested by {@code X-Environment}; only sessions are heard
     * @param rule of the route
     */
    public Future<Verdict> decide(Principal resolved, @Nullable Mode requested, LiveRule rule) {
        var tenant = resolved.tenant();
        if (tenant == null) {
            return Future.succeededFuture(new Verdict.Granted(resolved));
        }
        boolean bornLive = tenant.mode() == Mode.LIVE;
        var mode = isSession(resolved) && requested != null ? requested : tenant.mode();
        if (mode == Mode.TEST) {
            return Future.succeededFuture(new Verdict.Granted(in(Mode.TEST, false, resolved)));
        }
        if (bornLive && isOpen(rule, resolved)) {
            return Future.succeededFuture(new Verdict.Granted(resolved));
        }
        return productionAccess(tenant.orgId()).map(status -> {
            if (status.equals(APPROVED)) {
                return new Verdict.Granted(in(Mode.LIVE, false, resolved));
            }
            return bornLive && resolved.actor() != ActorType.AGENT
                    ? new Verdict.Denied(resolved, status)
                    : blocked(in(Mode.TEST, true, resolved), status, rule);
        });
    }

    private static boolean isOpen(LiveRule rule, Principal resolved) {
        return switch (rule) {
            case OPEN -> resolved.actor() != ActorType.AGENT; // an agent is told the mode that it really runs in
            case OPEN_TO_SESSIONS -> isSession(resolved);
            case GATED, MOVES_MONEY -> false;
        };
    }

    private static Verdict blocked(Principal inTest, String status, LiveRule rule) {
        return rule == LiveRule.MOVES_MONEY ? new Verdict.Denied(inTest, status) : new Verdict.Granted(inTest);
    }

    private static boolean isSession(Principal principal) {
        return principal.sessionId() != null;
    }

    private static Principal in(Mode mode, boolean liveBlocked, Principal was) {
        var tenant = was.requireTenant();
        return was.in(tenant.mode() == mode ? tenant : new Tenant(tenant.orgId(), mode), liveBlocked);
    }

    private Future<String> productionAccess(String orgId) {
        return statuses.recall(
                orgId,
                () -> services.get(
                        Service.ONBOARDING,
                        "/internal/v1/organizations/" + orgId + "/production-access",
                        answer -> Testimony.of(answer, status(answer), true)));
    }

    private static String status(JsonObject answer) {
        String status = answer.getString("status");
        if (status == null) {
            throw new IllegalArgumentException("without status");
        }
        return status;
    }
}
