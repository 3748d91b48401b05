package dev.tollgate.gateway.ratelimit;

import io.vertx.core.json.JsonObject;

/**
 * What an organization's bucket gave (docs/reference/service-interfaces.md, {@code POST /internal/v1/request-quota}).
 *
 * @param granted requests that may be let in, maybe none
 * @param limit requests in {@code windowSeconds}, which is what the bucket holds when it is full
 * @param remaining in the bucket, as of now
 * @param retryAfterMillis until there is a token again, if none was granted
 */
record Grant(int granted, int limit, int windowSeconds, int remaining, long retryAfterMillis) {
    Grant {
        if (granted < 0 || limit < 1 || windowSeconds < 1 || remaining < 0) {
            throw new IllegalArgumentException("a grant that makes no sense");
        }
    }

    static Grant read(JsonObject answer) {
        return new Grant(
                answer.getInteger("granted"),
                answer.getInteger("limit"),
                answer.getInteger("windowSeconds"),
                answer.getInteger("remaining"),
                answer.getLong("retryAfterMillis", 0L));
    }
}
