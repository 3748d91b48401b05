package dev.tollgate.gateway.principal;

import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Signs the internal principal (docs/reference/service-interfaces.md). Signing costs more than all the rest of a request, so a token is
 * used again for the same principal during the first half of its life; the second half is left for the request that it went out with.
 *
 * <p>The memory is keyed by what the token says, never by a credential, and is asked only after a credential has been resolved for this
 * very request: forgetting all of it, or nothing, changes no decision.
 */
@Singleton
public class InternalTokens {
    /** How long services accept a token. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    static final Duration REUSED_FOR = Duration.ofSeconds(15);
    static final int REMEMBERED = 10_000;

    private static final String ISSUER = "tollgate-gateway";
    private static final String AUDIENCE = "tollgate-services";

    private final SigningKey key;
    private final Clock clock;
    private final Map<Principal, Minted> minted;

    InternalTokens(SigningKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
        this.minted = Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Principal, Minted> eldest) {
                return size() > REMEMBERED || !eldest.getValue().isFresh(clock.instant());
            }
        });
    }

    private record Minted(Instant at, String token) {
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(REUSED_FOR));
        }
    }

    /** A token for {@code principal} with at least 15 seconds to live. */
    public String of(Principal principal) {
        var now = clock.instant();
        var known = minted.get(principal);
        if (known != null && known.isFresh(now)) {
            return known.token();
        }
        var token = sign(principal, now);
        minted.remove(principal); // put again it is the youngest, so that the map stays in the order of age
        minted.put(principal, new Minted(now, token));
        return token;
    }

    private String sign(Principal principal, Instant now) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", "JWT");
        token.setKeyIdHeaderValue(key.pair().getKeyId());
        token.setKey(key.pair().getRsaPrivateKey());
        token.setPayload(claims(principal, now).toJson());
        try {
            return token.getCompactSerialization();
        } catch (JoseException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    private static JwtClaims claims(Principal principal, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(LIFETIME).toEpochMilli()));
        claims.setSubject(principal.actorId());
        claims.setStringClaim("actor", principal.actor().wire());
        claims.setStringListClaim("groups", groups(principal));
        if (principal.tenant() != null) {
            claims.setStringClaim("org", principal.tenant().orgId());
            claims.setStringClaim("mode", principal.tenant().mode().wire());
        }
        if (principal.role() != null) {
            claims.setStringClaim("role", principal.role().wire());
        }
        if (principal.scopes() != null) {
            claims.setStringListClaim("scopes", List.copyOf(principal.scopes()));
        }
        if (principal.liveBlocked()) {
            claims.setClaim("live_blocked", true);
        }
        if (principal.sessionId() != null) {
            claims.setStringClaim("sid", principal.sessionId());
        }
        if (principal.kyaTier() != null) {
            claims.setClaim("kya_tier", principal.kyaTier());
        }
        return claims;
    }

    /** What Quarkus checks in the services. */
    private static List<String> groups(Principal principal) {
        return switch (principal.actor()) {
            case USER -> List.of(Groups.TENANT, (principal.role() == null ? Role.VIEWER : principal.role()).wire());
            case API_KEY, AGENT -> List.of(Groups.TENANT);
            case STAFF -> List.of(Groups.PLATFORM_ADMIN);
            case SERVICE -> List.of(Groups.SERVICE);
            case ANONYMOUS -> List.of(Groups.ANONYMOUS);
        };
    }
}
