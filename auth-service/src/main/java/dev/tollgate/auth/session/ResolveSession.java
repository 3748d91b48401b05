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
import java.time.ZoneOffset;
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
    private static final String STANDING = "select public_jwk, user_id, org_id, role from session_standing($1, $2, $3)";

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

    Uni<Resolution> resolve(String token) {
        var reference = tokens.read(token);
        if (reference.isEmpty()) {
            return Uni.createFrom().item(new Resolution.Refused());
        }
        var named = reference.get();
        var oldest = keys.oldestRetirement().atOffset(ZoneOffset.UTC);
        return pool.preparedQuery(STANDING)
                .execute(Tuple.of(named.kid(), named.sessionId(), oldest))
                .map(rows -> rows.size() == 0
                        ? new Resolution.Refused()
                        : judge(token, named.kid(), rows.iterator().next()));
    }

    private Resolution judge(String token, String kid, Row standing) {
        var key = parsed.computeIfAbsent(kid, unseen -> SigningKey.readPublic(standing.getString("public_jwk")));
        return switch (tokens.verify(token, key)) {
            case SessionTokens.Verdict.Invalid() -> new Resolution.Refused();
            case SessionTokens.Verdict.Expired() -> new Resolution.Expired();
            case SessionTokens.Verdict.Valid(var claims) -> match(claims, standing);
        };
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
