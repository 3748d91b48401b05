package dev.tollgate.gateway.credential;

import dev.tollgate.platform.crypto.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one credential of a request, by its beginning of this kind; the rest of it has not been looked at. */
record Presented(Kind kind, Secret text) {
    private static final CharSequence API_KEY_HEADER = HttpHeaders.createOptimized("X-API-Key");
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+)");

    /** What it claims to be. */
    enum Kind {
        KEY,
        AGENT,
        SESSION
    }

    /**
     * Reads {@code X-API-Key} and {@code Authorization}. None, an unknown scheme, a header twice, or two different credentials are 401
     * {@code AuthenticationRequired}.
     */
    static Presented in(MultiMap headers) {
        String key = only(headers.getAll(API_KEY_HEADER));
        String bearer = bearer(only(headers.getAll(HttpHeaders.AUTHORIZATION)));
        if (key != null && bearer != null && !key.equals(bearer)) {
            throw CredentialProblem.ambiguous();
        }
        if (key != null) {
            return new Presented(Kind.KEY, new Secret(key));
        }
        if (bearer == null) {
            throw CredentialProblem.missing();
        }
        return new Presented(kind(bearer), new Secret(bearer));
    }

    private static Kind kind(String bearer) {
        if (bearer.startsWith("pk_")) {
            return Kind.KEY;
        }
        return bearer.startsWith("agent_") ? Kind.AGENT : Kind.SESSION;
    }

    private static @Nullable String only(List<String> values) {
        if (values.size() > 1) {
            throw CredentialProblem.ambiguous();
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null) {
            return null;
        }
        var form = BEARER.matcher(authorization);
        if (!form.matches()) {
            throw CredentialProblem.missing();
        }
        return form.group(1);
    }
}
