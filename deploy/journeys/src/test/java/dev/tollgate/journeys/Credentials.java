package dev.tollgate.journeys;

import dev.tollgate.bench.ForgedKeys;
import dev.tollgate.bench.Founding;
import dev.tollgate.bench.Founding.Organization;
import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.Patience;
import dev.tollgate.local.demo.Story;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.principal.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A credential of each kind, of two organizations: one in test, one that was approved and then suspended. */
final class Credentials {
    /** The scopes of contract/credentials.md. */
    static final List<String> SCOPES = List.of(
            "payment_intents:write",
            "payment_intents:read",
            "invoices:write",
            "invoices:read",
            "webhooks:write",
            "webhooks:read",
            "api_keys:write",
            "connected_accounts:write",
            "connected_accounts:read");

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Founding founding = RunningStack.founding();
    private final Organization ours = founding.found("Matrix");
    private final Organization suspended = founding.found("Matrix, suspended");
    private final Map<Holder, String[]> headers = new EnumMap<>(Holder.class);
    private final Map<Holder, String> addresses = new EnumMap<>(Holder.class);
    private final Map<String, String> onlyScope = new HashMap<>();
    private final Map<String, String> allButScope = new HashMap<>();

    Credentials() {
        var expiring = mint(Map.of(
                "name",
                "expiring",
                "mode",
                "test",
                "expiresAt",
                Instant.now().plus(SOON).toString()));
        for (var scope : SCOPES) {
            onlyScope.put(scope, mint(Map.of("name", scope, "mode", "test", "scopes", List.of(scope))));
            var others = new ArrayList<>(SCOPES);
            others.remove(scope);
            allButScope.put(scope, mint(Map.of("name", "not " + scope, "mode", "test", "scopes", others)));
        }
        refused();
        put(Holder.TEST_KEY, key(ours.key()));
        put(Holder.OWNER, bearer(ours.session()));
        put(Holder.STAFF, bearer(founding.staffToken()));
        ofMembers();
        ofAgents();
        ofTheSuspended();
        expired(expiring);
    }

    private void ofMembers() {
        for (var holder : List.of(Holder.VIEWER, Holder.MEMBER, Holder.ADMIN)) {
            var address = holder.title() + '-' + ours.ownerAddress();
            addresses.put(holder, address);
            put(holder, bearer(join(address, holder.title()).token()));
        }
        var removed = join("removed-" + ours.ownerAddress(), "member");
        var id = api(ours).get("/v1/members").expect(200).text("data/0/id");
        api(ours).delete("/v1/members/" + id).expect(204);
        put(Holder.REMOVED_MEMBER, bearer(removed.token()));
    }

    /** Somebody new in the organization. */
    private Story.Session join(String address, String role) {
        api(ours)
                .post("/v1/members", Map.of("email", address, "name", "Max Member", "role", role))
                .expect(201);
        var mailbox = founding.story().mailbox(address);
        return founding.story().open(mailbox);
    }

    private void ofAgents() {
        put(Holder.AGENT, bearer(agent("Matrix agent").text("token")));
        var frozen = agent("Frozen agent");
        api(ours).post("/v1/agents/" + frozen.text("id") + "/freeze").expect(200);
        put(Holder.FROZEN_AGENT, bearer(frozen.text("token")));
    }

    private Api.Answer agent(String name) {
        return api(ours).post("/v1/agents", Map.of("name", name)).expect(201);
    }

    private void refused() {
        var unknown = ForgedKeys.unknown().text().reveal();
        put(Holder.NOTHING);
        put(Holder.TWO_CREDENTIALS, "X-API-Key", ours.key(), "Authorization", "Bearer " + ours.session());
        put(Holder.MISTYPED_KEY, key(ForgedKeys.mistyped(ours.key())));
        put(Holder.UNKNOWN_KEY, key(unknown));
        put(
                Holder.WRONG_SECRET,
                key(ForgedKeys.withAnotherSecret(ours.key()).text().reveal()));
        put(Holder.FORGED_SESSION, bearer(forged(ours.session())));
        put(Holder.UNKNOWN_AGENT, bearer(AgentTokenText.mint(Mode.TEST).text().reveal()));

        var revoked = founding.story().mintKey(ours.owner(), "test");
        api(ours).delete("/v1/api-keys/" + revoked.text("id")).expect(204);
        put(Holder.REVOKED_KEY, key(revoked.text("secret")));

        var ended = signInAgain(ours.ownerAddress());
        founding.story().api().as(ended).post("/v1/auth/signout").expect(204);
        put(Holder.SIGNED_OUT, bearer(ended));
    }

    private void ofTheSuspended() {
        founding.approve(List.of(suspended));
        var live = founding.story().mintKey(suspended.owner(), "live").text("secret");
        founding.story()
                .api()
                .as(founding.staffToken())
                .post("/v1/admin/production-access/" + suspended.orgId() + "/suspend", Map.of("notes", "A test."))
                .expect(200);
        put(Holder.SUSPENDED_LIVE_KEY, key(live));
        put(Holder.SUSPENDED_OWNER_IN_LIVE, inLive(suspended.session()));
    }

    private void expired(String expiring) {
        var story = founding.story();
        put(
                Holder.EXPIRED_KEY,
                key(Patience.await(
                        "a key to end",
                        PATIENCE,
                        () -> story.api().as(expiring).get("/v1/context").status() == 401
                                ? Optional.of(expiring)
                                : Optional.empty())));
    }

    Organization ours() {
        return ours;
    }

    /** The headers that a holder sends to a route; a session that would end there is one of its own. */
    String[] headers(Holder holder, DocumentedRoute route) {
        if (route.name().equals("POST /v1/auth/signout")) {
            switch (holder) {
                case VIEWER, MEMBER, ADMIN -> {
                    return bearer(signInAgain(addresses.getOrDefault(holder, "")));
                }
                case OWNER -> {
                    return bearer(signInAgain(ours.ownerAddress()));
                }
                case SUSPENDED_OWNER_IN_LIVE -> {
                    return inLive(signInAgain(suspended.ownerAddress()));
                }
                case STAFF -> {
                    return bearer(founding.story().staffToken());
                }
                default -> {}
            }
        }
        return switch (holder) {
            case KEY_WITH_THE_SCOPE -> key(scoped(onlyScope, route));
            case KEY_WITHOUT_THE_SCOPE -> key(scoped(allButScope, route));
            default -> headers.getOrDefault(holder, new String[0]);
        };
    }

    /** For a route without a scope, any restricted key will do. */
    private static String scoped(Map<String, String> keys, DocumentedRoute route) {
        var key = keys.get(route.scope().equals("none") ? SCOPES.getFirst() : route.scope());
        if (key == null) {
            throw new IllegalStateException(route + " states a scope that there is none of: " + route.scope());
        }
        return key;
    }

    private String mint(Map<String, ?> body) {
        return api(ours).post("/v1/api-keys", body).expect(201).text("secret");
    }

    private Api api(Organization organization) {
        return founding.story().api().as(organization.session());
    }

    private String signInAgain(String address) {
        var story = founding.story();
        return story.signIn(story.mailbox(address)).token();
    }

    private void put(Holder holder, String... shown) {
        headers.put(holder, shown);
    }

    private static String[] key(String key) {
        return new String[] {"X-API-Key", key};
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }

    private static String[] inLive(String token) {
        return new String[] {"Authorization", "Bearer " + token, "X-Environment", "live"};
    }

    /** Another signature: its middle, because the last characters of base64 do not all count. */
    private static String forged(String token) {
        int middle = (token.lastIndexOf('.') + token.length()) / 2;
        return token.substring(0, middle) + (token.charAt(middle) == 'A' ? 'B' : 'A') + token.substring(middle + 1);
    }
}
