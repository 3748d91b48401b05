package dev.tollgate.gateway.route;

import static dev.tollgate.gateway.upstream.Service.AUTH;
import static dev.tollgate.gateway.upstream.Service.KEYS;
import static dev.tollgate.gateway.upstream.Service.LIMITS;
import static dev.tollgate.gateway.upstream.Service.ONBOARDING;
import static dev.tollgate.gateway.upstream.Service.PAYMENTS;
import static dev.tollgate.gateway.upstream.Service.WEBHOOKS;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.error.Problem;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The whole public surface. What is not here does not exist outside, {@code /internal} and {@code /q} among it. The first match holds. */
public final class RouteTable {
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private static final String VERSION = "/v1/";

    /** In order. */
    public static final List<Route> ROUTES = List.of(
            new Route(GET, "/v1/context", null, true, LiveRule.OPEN),
            publicly(POST, "/v1/organizations", AUTH),
            publicly(POST, "/v1/auth/signin", AUTH),
            publicly(POST, "/v1/auth/sessions/consume", AUTH),
            publicly(POST, "/v1/auth/oidc/start", AUTH),
            publicly(POST, "/v1/auth/oidc/consume", AUTH),
            publicly(GET, "/.well-known/jwks.json", AUTH),
            new Route(POST, "/v1/auth/signout", AUTH, true, LiveRule.OPEN_TO_SESSIONS),
            new Route(POST, "/v1/auth/switch-mode", AUTH, true, LiveRule.OPEN_TO_SESSIONS),
            guarded("/v1/members/**", AUTH),
            guarded("/v1/audit-log", AUTH),
            guarded("/v1/admin/session-keys/**", AUTH),
            guarded("/v1/api-keys/**", KEYS),
            guarded("/v1/agents/**", KEYS),
            guarded("/v1/scope-grants/**", KEYS),
            new Route(GET, "/v1/tenants/production-status", ONBOARDING, true, LiveRule.OPEN),
            guarded("/v1/tenants/**", ONBOARDING),
            guarded("/v1/production-access/**", ONBOARDING),
            guarded("/v1/admin/production-access/**", ONBOARDING),
            guarded("/v1/admin/kyb/**", ONBOARDING),
            guarded("/v1/onboarding/**", ONBOARDING),
            guarded("/v1/notifications/**", ONBOARDING),
            guarded("/v1/connected-accounts/**", ONBOARDING),
            guarded("/v1/admin/connected-accounts/**", ONBOARDING),
            Route.forFiles(PUT, "/v1/uploads/*", ONBOARDING),
            publicly(GET, "/connect/terms/*", ONBOARDING),
            guarded("/v1/limits", LIMITS),
            guarded("/v1/admin/organizations/*/request-limits", KEYS),
            guarded("/v1/admin/organizations/*/**", LIMITS),
            new Route(POST, "/v1/payment-intents", PAYMENTS, true, LiveRule.MOVES_MONEY),
            new Route(POST, "/v1/invoices", PAYMENTS, true, LiveRule.MOVES_MONEY),
            guarded("/v1/payment-intents/**", PAYMENTS),
            guarded("/v1/invoices/**", PAYMENTS),
            publicly(POST, "/v1/rails/*/callbacks", PAYMENTS),
            publicly(null, "/pay/**", PAYMENTS),
            guarded("/v1/webhook-subscriptions/**", WEBHOOKS));

    /** By the first segment below {@code /v1}, which no route leaves open: a request is compared with the few that it may be. */
    private static final Map<String, List<Route>> BY_START =
            ROUTES.stream().collect(Collectors.groupingBy(route -> start(route.path())));

    private RouteTable() {}

    /** Where a request leads: 404 {@code NotFound} for an unknown path, 405 {@code MethodNotAllowed} for a method that a known one lacks. */
    public static Route find(HttpMethod method, String path) {
        boolean known = false;
        for (var route : BY_START.getOrDefault(start(path), List.of())) {
            if (route.leads(path)) {
                known = true;
                if (METHODS.contains(method) && route.takes(method)) {
                    return route;
                }
            }
        }
        throw known ? Problem.methodNotAllowed() : Problem.notFound();
    }

    /** The methods that are let through on a path, in order. */
    public static Set<String> methods(String path) {
        return METHODS.stream()
                .filter(method -> ROUTES.stream().anyMatch(route -> route.leads(path) && route.takes(method)))
                .map(HttpMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String start(String path) {
        int end = path.indexOf('/', path.startsWith(VERSION) ? VERSION.length() : 1);
        return end < 0 ? path : path.substring(0, end);
    }

    private static Route publicly(@Nullable HttpMethod method, String path, Service service) {
        return new Route(method, path, service, false, LiveRule.OPEN);
    }

    private static Route guarded(String path, Service service) {
        return new Route(null, path, service, true, LiveRule.GATED);
    }
}
