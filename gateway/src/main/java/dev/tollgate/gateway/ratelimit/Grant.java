package dev.tollgate.gateway.ratelimit;

import io.vertx.core.json.JsonObject;

/**
 * What an organization's window gave (docs/reference/service-interfaces.md, {@code POST /internal/v1/request-quota}).
 *
 * @param granted requests that may be let in, maybe none
 * @param limit requests in any {@code windowSeconds}
 * @param remaining in the window, as of now
 * @param retryAfterMillis until there is a token again, if none was granted
 */
record Grant(int granted, int limit, int windowSeconds, int remaining, long retryAfterMillis) {
    Grant {
        if (granted < 0 || limit < 1 || windowSeconds < 1 || remaining < 0) {
            throw new IllegalArgumentException("a grant that makes no sense");
        }
    }

    /** What a replica takes for one where nobody answers: the same limit, and all that it wants. */
    Grant alone(int wanted) {
        return new Grant(wanted, limit, windowSeconds, limit, 0);
    }

    /** As much of this as another count of the same requests allows, too. */
    Grant within(Grant own) {
        return new Grant(
                own.granted(),
                limit,
                windowSeconds,
                Math.min(remaining, own.remaining()),
                Math.max(retryAfterMillis, own.retryAfterMillis()));
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
