package dev.tollgate.gateway.credential;

import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.crypto.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one credential of a request, well-formed and not yet resolved. */
sealed interface Presented {
    String API_KEY_HEADER = "X-API-Key";

    record Key(ApiKeyText text) implements Presented {}

    record Agent(AgentTokenText text) implements Presented {}

    record Session(Secret token) implements Presented {}

    Pattern BEARER = Pattern.compile("(?i:bearer) +(\\S+)");
    Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    int LONGEST_JWT = 4096;

    /**
     * Reads {@code X-API-Key} and {@code Authorization}. None, an unknown scheme, a header twice, or two different credentials are 401
     * {@code AuthenticationRequired}; one that can't be right is refused here, without asking anybody.
     */
    static Presented in(MultiMap headers) {
        String key = only(headers.getAll(API_KEY_HEADER));
        String bearer = bearer(only(headers.getAll(HttpHeaders.AUTHORIZATION)));
        if (key != null && bearer != null && !key.equals(bearer)) {
            throw CredentialProblem.ambiguous();
        }
        if (key != null) {
            return key(key);
        }
        if (bearer == null) {
            throw CredentialProblem.missing();
        }
        return bearer.startsWith("pk_") ? key(bearer) : token(bearer);
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

    private static Presented key(String text) {
        return new Key(ApiKeyText.parse(text).orElseThrow(CredentialProblem::malformedKey));
    }

    private static Presented token(String text) {
        if (text.startsWith("agent_")) {
            return new Agent(AgentTokenText.parse(text).orElseThrow(CredentialProblem::refusedAgent));
        }
        if (text.length() > LONGEST_JWT || !JWT.matcher(text).matches()) {
            throw CredentialProblem.refusedSession();
        }
        return new Session(new Secret(text));
    }
}
