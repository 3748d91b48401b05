package dev.tollgate.bench.revocation;

import dev.tollgate.bench.Request;
import java.util.List;

/**
 * Something that lets requests in until it is revoked.
 *
 * @param number unique within a phase
 * @param uses requests with it that are let in before
 * @param revocation the request that revokes it; may be repeated
 */
record Credential(int number, Kind kind, List<Request> uses, Request revocation) {

    /** What is revoked. */
    enum Kind {
        API_KEY,
        SESSION,
        AGENT,
        ORGANIZATION
    }

    static Credential key(int number, String secret, String id, String revoker) {
        return new Credential(
                number,
                Kind.API_KEY,
                List.of(get("/v1/context", "X-API-Key", secret), get("/v1/limits", "X-API-Key", secret)),
                Request.of("DELETE", "/v1/api-keys/" + id, "X-API-Key", revoker));
    }

    static Credential session(int number, String token) {
        return new Credential(
                number,
                Kind.SESSION,
                List.of(
                        get("/v1/context", "Authorization", "Bearer " + token),
                        get("/v1/limits", "Authorization", "Bearer " + token)),
                Request.of("POST", "/v1/auth/signout", "Authorization", "Bearer " + token));
    }

    /** An agent that is to be frozen. */
    static Credential agent(int number, String token, String id, String ownersToken) {
        return new Credential(
                number,
                Kind.AGENT,
                List.of(
                        get("/v1/context", "Authorization", "Bearer " + token),
                        get("/v1/payment-intents", "Authorization", "Bearer " + token)),
                Request.of("POST", "/v1/agents/" + id + "/freeze", "Authorization", "Bearer " + ownersToken));
    }

    /** An organization that is to be suspended, by its live key; the two routes open to those that are not approved say nothing. */
    static Credential organization(int number, String liveKey, String orgId, String staffToken) {
        return new Credential(
                number,
                Kind.ORGANIZATION,
                List.of(get("/v1/limits", "X-API-Key", liveKey)),
                Request.withBody(
                        "POST",
                        "/v1/admin/production-access/" + orgId + "/suspend",
                        "{\"notes\":\"Suspended by a benchmark.\"}",
                        "Authorization",
                        "Bearer " + staffToken));
    }

    private static Request get(String path, String header, String value) {
        return Request.of("GET", path, header, value);
    }
}
