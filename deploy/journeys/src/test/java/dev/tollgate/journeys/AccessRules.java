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
        PEOPLE("sessions of an organization"),
        OWNERS_AND_ADMINS("sessions of owners and admins"),
        ASKING("API keys, and sessions of owners, admins and members"),
        DECLARING_OWNERS("sessions of owners"),
        MANAGERS("sessions of owners and admins"),
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
            Map.entry("GET /v1/context", Audience.ANY_CREDENTIAL),
            Map.entry("POST /v1/auth/signout", Audience.SESSIONS),
            Map.entry("POST /v1/auth/switch-mode", Audience.MODE_SWITCHERS),
            Map.entry("GET /v1/members", Audience.MANAGERS),
            Map.entry("POST /v1/members", Audience.MANAGERS),
            Map.entry("GET /v1/audit-log", Audience.MANAGERS),
            Map.entry("GET /v1/members/{id}", Audience.MANAGERS),
            Map.entry("PATCH /v1/members/{id}", Audience.MANAGERS),
            Map.entry("DELETE /v1/members/{id}", Audience.MANAGERS),
            Map.entry("GET /v1/agents", Audience.PEOPLE),
            Map.entry("POST /v1/agents", Audience.MANAGERS),
            Map.entry("GET /v1/agents/{id}", Audience.PEOPLE),
            Map.entry("POST /v1/agents/{id}/rotate-token", Audience.MANAGERS),
            Map.entry("POST /v1/agents/{id}/freeze", Audience.MANAGERS),
            Map.entry("POST /v1/agents/{id}/unfreeze", Audience.MANAGERS),
            Map.entry("GET /v1/scope-grants", Audience.PEOPLE),
            Map.entry("POST /v1/scope-grants", Audience.OWNERS),
            Map.entry("DELETE /v1/scope-grants/{id}", Audience.OWNERS),
            Map.entry("POST /v1/tenants/declare-production", Audience.DECLARING_OWNERS),
            Map.entry("POST /v1/production-access/request", Audience.ASKING),
            Map.entry("POST /v1/production-access/accept-terms", Audience.DECLARING_OWNERS),
            Map.entry("GET /v1/notifications", Audience.SESSIONS),
            Map.entry("GET /v1/notifications/unread-count", Audience.SESSIONS),
            Map.entry("POST /v1/notifications/{id}/read", Audience.SESSIONS),
            Map.entry("POST /v1/notifications/read-all", Audience.SESSIONS),
            Map.entry("POST /v1/onboarding/tos", Audience.OWNERS_AND_ADMINS),
            Map.entry("POST /v1/onboarding/kyb", Audience.OWNERS_AND_ADMINS),
            Map.entry("GET /v1/api-keys", Audience.READERS_OF_KEYS),
            Map.entry("GET /v1/api-keys/{id}", Audience.READERS_OF_KEYS));

    /** Open to a live key of an organization that is not approved. */
    private static final Set<String> ON_THE_WAY = Set.of("GET /v1/context", "GET /v1/tenants/production-status");

    /** Where a session's wish for live is not turned into test. */
    private static final Set<String> LIVE_OR_NOTHING = Set.of(
            "POST /v1/payment-intents",
            "POST /v1/invoices",
            "POST /v1/onboarding/tos",
            "POST /v1/onboarding/kyb",
            "POST /v1/agents",
            "POST /v1/scope-grants");

    /** Where a suspended organization is told so, in either mode and whatever it says. */
    private static final String NOT_WHILE_SUSPENDED = "POST /v1/production-access/request";

    private static final Set<String> SCOPES_OF_AGENTS =
            Set.of("payment_intents:read", "payment_intents:write", "invoices:read");

    private AccessRules() {}

    static Audience audience(DocumentedRoute route) {
        if (route.isPublic()) {
            return Audience.EVERYBODY;
        }
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
                LIVE_OR_NOTHING.contains(route.name()) || route.name().equals(NOT_WHILE_SUSPENDED)
                        ? forbidden(FORBIDDEN)
                        : owner(audience);
            case VIEWER ->
                audience == Audience.ASKING
                        ? forbidden(ROLE)
                        : person(audience, route.scope().endsWith(":read"), false);
            case MEMBER -> person(audience, !route.scope().equals("api_keys:write"), false);
            case ADMIN -> person(audience, true, true);
            case OWNER -> owner(audience);
            case STAFF -> staff(audience);
            case AGENT -> agent(audience, SCOPES_OF_AGENTS.contains(route.scope()));
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
            case ORGANIZATION,
                    SCOPE,
                    READERS_OF_KEYS,
                    MODE_SWITCHERS,
                    PEOPLE,
                    ASKING,
                    OWNERS_AND_ADMINS,
                    DECLARING_OWNERS,
                    MANAGERS,
                    OWNERS -> forbidden(ROLE);
        };
    }

    /**
     * A person of an organization who is not an owner.
     *
     * @param hasScope whether the role stands for the route's scope
     * @param manages whether it is that of an admin
     */
    private static Expectation person(Audience audience, boolean hasScope, boolean manages) {
        return switch (audience) {
            case EVERYBODY, ANY_CREDENTIAL, ORGANIZATION, READERS_OF_KEYS, SESSIONS, MODE_SWITCHERS, PEOPLE, ASKING ->
                IN;
            case SCOPE -> hasScope ? IN : forbidden(ROLE);
            case OWNERS_AND_ADMINS, MANAGERS -> manages ? IN : forbidden(ROLE);
            case DECLARING_OWNERS -> forbidden(FORBIDDEN);
            case STAFF, OWNERS -> forbidden(ROLE);
        };
    }

    private static Expectation agent(Audience audience, boolean hasScope) {
        return switch (audience) {
            case SCOPE -> hasScope ? IN : forbidden(SCOPE);
            case READERS_OF_KEYS, ASKING -> forbidden(FORBIDDEN);
            default -> program(audience);
        };
    }

    /** A key or an agent, as far as its scopes have nothing to say. */
    private static Expectation program(Audience audience) {
        return switch (audience) {
            case EVERYBODY, ANY_CREDENTIAL, ORGANIZATION, SCOPE, READERS_OF_KEYS, MODE_SWITCHERS, ASKING -> IN;
            case STAFF, OWNERS_AND_ADMINS -> forbidden(ROLE);
            case SESSIONS, PEOPLE, DECLARING_OWNERS, MANAGERS, OWNERS -> forbidden(FORBIDDEN);
        };
    }
}
