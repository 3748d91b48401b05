package dev.tollgate.auth.session;

import dev.tollgate.auth.key.SigningKey;
import dev.tollgate.auth.key.SigningKeys;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Says whose a session token is, right now. One statement answers with the token's key, its session and its account, so a session that was
 * ended, an account that was removed and a role that was changed count from the next request on. What the statement says is used only
 * after the token was verified with that key.
 */
@ApplicationScoped
class ResolveSession {
    private static final String STANDING =
            "select as_of, public_jwk, user_id, org_id, role from session_standing_as_of($1, $2, $3)";

    /** The number of what was not looked up: no change will make it otherwise. */
    private static final long NEVER_CHANGES = 0;

    private final Pool pool;
    private final SessionTokens tokens;
    private final SigningKeys keys;

    /** Parsed keys. A kid is the key's thumbprint, so an entry is never outdated; whether the key still counts is asked each time. */
    private final Map<String, RSAPublicKey> parsed = new ConcurrentHashMap<>();

    ResolveSession(Pool pool, SessionTokens tokens, SigningKeys keys) {
        this.pool = pool;
        this.tokens = tokens;
        this.keys = keys;
    }

    /** Whose a token is. */
    sealed interface Resolution {
        record User(String sessionId, String userId, String orgId, Mode mode, Role role) implements Resolution {}

        record Staff(String sessionId, String userId) implements Resolution {}

        /** Ours, but past its end. */
        record Expired() implements Resolution {}

        /** Everything else: forged, foreign, signed out, removed. */
        record Refused() implements Resolution {}
    }

    /**
     * What a token came to, and for how long that may be remembered (platform, package coherence).
     *
     * @param asOf the number of the last change that this takes into account
     * @param subjects all that, when it changes, makes this void; nothing about what has not even the form of a token
     * @param validUntil when it ends by itself, else null; what is refused for its session is {@code expired} from then on
     */
    record Answer(
            Resolution resolution,
            long asOf,
            List<String> subjects,
            @Nullable Instant validUntil) {}

    Uni<Answer> resolve(String token) {
        var reference = tokens.read(token);
        if (reference.isEmpty()) {
            return Uni.createFrom().item(new Answer(new Resolution.Refused(), NEVER_CHANGES, List.of(), null));
        }
        var named = reference.get();
        var oldest = keys.oldestRetirement().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(STANDING)
                .execute(Tuple.of(named.kid(), named.sessionId(), oldest))
                .map(rows -> judge(token, named, rows.iterator().next()));
    }

    private Answer judge(String token, SessionTokens.Reference named, Row standing) {
        var asOf = standing.getLong("as_of");
        var subjects = subjects(named, standing);
        @Nullable String jwk = standing.getString("public_jwk");
        if (jwk == null) {
            return new Answer(new Resolution.Refused(), asOf, subjects, null);
        }
        var key = parsed.computeIfAbsent(named.kid(), unseen -> SigningKey.readPublic(jwk));
        return switch (tokens.verify(token, key)) {
            case SessionTokens.Verdict.Invalid() -> new Answer(new Resolution.Refused(), asOf, subjects, null);
            case SessionTokens.Verdict.Expired() -> new Answer(new Resolution.Expired(), asOf, subjects, null);
            case SessionTokens.Verdict.Valid(var claims, var expiresAt) ->
                new Answer(match(claims, standing), asOf, subjects, expiresAt);
        };
    }

    /** A kid that we don't know is anybody's text, and no subject: a key is there before the first token that it signs. */
    private static List<String> subjects(SessionTokens.Reference named, Row standing) {
        List<String> subjects = new ArrayList<>(List.of("session:" + named.sessionId()));
        if (standing.getString("user_id") != null) {
            subjects.add("user:" + standing.getString("user_id"));
        }
        if (standing.getString("public_jwk") != null) {
            subjects.add("signing_key:" + named.kid());
        }
        return subjects;
    }

    /** The token must say of its session what the database says of it. */
    private static Resolution match(SessionClaims claims, Row standing) {
        @Nullable String orgId = standing.getString("org_id");
        @Nullable String role = standing.getString("role");
        if (!claims.userId().equals(standing.getString("user_id")) || !Objects.equals(claims.orgId(), orgId)) {
            return new Resolution.Refused();
        }
        return orgId == null || role == null
                ? new Resolution.Staff(claims.sessionId(), claims.userId())
                : new Resolution.User(claims.sessionId(), claims.userId(), orgId, claims.mode(), Role.parse(role));
    }
}
