package dev.tollgate.journeys;

import static dev.tollgate.journeys.Expectation.IN;
import static dev.tollgate.journeys.Expectation.forbidden;

import java.util.Map;
import java.util.Set;

/** Who gets past the gate where: by a route's scope, and a short list of routes that are not decided by a scope (contract/credentials.md). */
final class AccessRules {
    /** Whom a route is for. */
    enum Audience {
        EVERYBODY("everybody; credentials are not looked at"),
        ANY_CREDENTIAL("any credential"),
        ORGANIZATION("any credential of an organization"),
        SCOPE("credentials with the scope"),
        READERS_OF_KEYS("keys with the scope, and sessions of every role"),
        STAFF("staff"),
        SESSIONS("sessions"),
        MODE_SWITCHERS("sessions of an organization; others are told that they can't (400)"),
        OWNERS_AND_ADMINS("sessions of owners and admins"),
        OWNERS("sessions of owners");

        private final String title;

        Audience(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static final String FORBIDDEN = "FORBIDDEN";
    private static final String ROLE = "InsufficientRole";
    private static final String SCOPE = "InsufficientScope";

    private static final Map<String, Audience> NOT_BY_SCOPE = Map.ofEntries(
            Map.entry("POST /v1/organizations", Audience.EVERYBODY),
            Map.entry("POST /v1/auth/signin", Audience.EVERYBODY),
            Map.entry("POST /v1/auth/sessions/consume", Audience.EVERYBODY),
            Map.entry("GET /.well-known/jwks.json", Audience.EVERYBODY),
            Map.entry("GET /v1/context", Audience.ANY_CREDENTIAL),
            Map.entry("POST /v1/auth/signout", Audience.SESSIONS),
            Map.entry("POST /v1/auth/switch-mode", Audience.MODE_SWITCHERS),
            Map.entry("POST /v1/tenants/declare-production", Audience.OWNERS),
            Map.entry("POST /v1/onboarding/tos", Audience.OWNERS_AND_ADMINS),
            Map.entry("POST /v1/onboarding/kyb", Audience.OWNERS_AND_ADMINS),
            Map.entry("GET /v1/api-keys", Audience.READERS_OF_KEYS),
            Map.entry("GET /v1/api-keys/{id}", Audience.READERS_OF_KEYS));

    /** Open to a live key of an organization that is not approved. */
    private static final Set<String> ON_THE_WAY = Set.of("GET /v1/context", "GET /v1/tenants/production-status");

    /** Where a session's wish for live is not turned into test. */
    private static final Set<String> LIVE_OR_NOTHING =
            Set.of("POST /v1/payment-intents", "POST /v1/invoices", "POST /v1/onboarding/kyb");

    private AccessRules() {}

    static Audience audience(DocumentedRoute route) {
        if (route.path().startsWith("/v1/admin/")) {
            return Audience.STAFF;
        }
        return NOT_BY_SCOPE.getOrDefault(
                route.name(), route.scope().equals("none") ? Audience.ORGANIZATION : Audience.SCOPE);
    }

    static Expectation expected(DocumentedRoute route, Holder holder) {
        var audience = audience(route);
        if (audience == Audience.EVERYBODY) {
            return IN;
        }
        if (holder.refusal().isPresent()) {
            return Expectation.unauthorized(holder.refusal().get());
        }
        return switch (holder) {
            case SUSPENDED_LIVE_KEY -> ON_THE_WAY.contains(route.name()) ? IN : forbidden(FORBIDDEN);
            case SUSPENDED_OWNER_IN_LIVE ->
                LIVE_OR_NOTHING.contains(route.name()) ? forbidden(FORBIDDEN) : owner(audience);
            case OWNER -> owner(audience);
            case STAFF -> staff(audience);
            case KEY_WITHOUT_THE_SCOPE ->
                audience == Audience.SCOPE || audience == Audience.READERS_OF_KEYS
                        ? forbidden(SCOPE)
                        : program(audience);
            default -> program(audience);
        };
    }

    private static Expectation owner(Audience audience) {
        return audience == Audience.STAFF ? forbidden(ROLE) : IN;
    }

    private static Expectation staff(Audience audience) {
        return switch (audience) {
            case EVERYBODY, ANY_CREDENTIAL, STAFF, SESSIONS -> IN;
            case ORGANIZATION, SCOPE, READERS_OF_KEYS, MODE_SWITCHERS, OWNERS_AND_ADMINS, OWNERS -> forbidden(ROLE);
        };
    }

    /** A key or an agent, as far as its scopes have nothing to say. */
    private static Expectation program(Audience audience) {
        return switch (audience) {
            case EVERYBODY, ANY_CREDENTIAL, ORGANIZATION, SCOPE, READERS_OF_KEYS, MODE_SWITCHERS -> IN;
            case STAFF, OWNERS_AND_ADMINS -> forbidden(ROLE);
            case SESSIONS, OWNERS -> forbidden(FORBIDDEN);
        };
    }
}
