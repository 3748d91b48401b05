package dev.tollgate.journeys;

import java.util.Optional;

/** Who comes to a route, by what they show. */
enum Holder {
    NOTHING("no credential", "AuthenticationRequired"),
    TWO_CREDENTIALS("two different credentials", "AuthenticationRequired"),
    MISTYPED_KEY("a key whose checksum is wrong", "InvalidApiKeyFormat"),
    UNKNOWN_KEY("a key that nobody issued", "InvalidApiKey"),
    WRONG_SECRET("a key's public half with another secret", "InvalidApiKey"),
    REVOKED_KEY("a revoked key", "InvalidApiKey"),
    EXPIRED_KEY("a key past its `expiresAt`", "InvalidApiKey"),
    FORGED_SESSION("a session token with another signature", "InvalidJwt"),
    SIGNED_OUT("the token of a session that was signed out", "InvalidJwt"),
    UNKNOWN_AGENT("an agent token that nobody issued", "InvalidAgentToken"),
    FROZEN_AGENT("the token of a frozen agent", "InvalidAgentToken"),
    REMOVED_MEMBER("the session of a removed member", "InvalidJwt"),

    TEST_KEY("test key"),
    KEY_WITH_THE_SCOPE("key with only the scope"),
    KEY_WITHOUT_THE_SCOPE("key with every scope but it"),
    SUSPENDED_LIVE_KEY("live key, organization suspended"),
    AGENT("agent"),
    VIEWER("viewer"),
    MEMBER("member"),
    ADMIN("admin"),
    OWNER("owner"),
    SUSPENDED_OWNER_IN_LIVE("owner, `X-Environment: live`, organization suspended"),
    STAFF("staff");

    private final String title;
    private final String refusal;

    Holder(String title) {
        this(title, "");
    }

    Holder(String title, String refusal) {
        this.title = title;
        this.refusal = refusal;
    }

    String title() {
        return title;
    }

    /** The code of the 401 that a credential like this gets wherever one is needed; empty for those that are good somewhere. */
    Optional<String> refusal() {
        return Optional.of(refusal).filter(code -> !code.isEmpty());
    }
}
