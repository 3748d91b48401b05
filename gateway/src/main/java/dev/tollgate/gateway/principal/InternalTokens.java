package dev.tollgate.gateway.principal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import io.netty.util.AsciiString;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Signs the internal principal (docs/reference/service-interfaces.md). Signing costs more than all the rest of a request, so a token is
 * used again for the same principal; and no event loop signs, or every other request of that loop would wait. A token that ages is renewed
 * beside the requests that still use it; what is left of its life when it is used last is for the request that it goes out with.
 *
 * <p>The memory is keyed by what the token says, never by a credential, and is asked only after a credential has been resolved for this
 * very request: forgetting all of it, or nothing, changes no decision.
 */
@Singleton
public class InternalTokens {
    /** How long services accept a token. */
    public static final Duration LIFETIME = Duration.ofSeconds(30);

    static final Duration RENEWED_AFTER = Duration.ofSeconds(10);
    static final Duration USED_FOR = Duration.ofSeconds(20);
    static final int REMEMBERED = 10_000;

    private static final String ISSUER = "tollgate-gateway";
    private static final String AUDIENCE = "tollgate-services";

    private final SigningKey key;
    private final Clock clock;
    private final Vertx vertx;
    private final ExecutorService signers = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().daemon().name("principal-signer-", 0).factory());
    private final Cache<Principal, Minted> minted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    InternalTokens(SigningKey key, Clock clock, Vertx vertx) {
        this.key = key;
        this.clock = clock;
        this.vertx = vertx;
    }

    private record Minted(Instant at, CompletableFuture<CharSequence> token, AtomicBoolean isRenewed) {
        static Minted of(Instant at, CharSequence token) {
            return new Minted(at, CompletableFuture.completedFuture(token), new AtomicBoolean());
        }

        boolean isUsable(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(USED_FOR)) && !token.isCompletedExceptionally();
        }

        boolean ages(Instant now) {
            return !now.isBefore(at.plus(RENEWED_AFTER));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        signers.shutdown();
    }

    /** {@code Bearer} and a token for {@code principal} with at least 10 seconds to live, on the caller's own event loop. */
    public Future<CharSequence> of(Principal principal) {
        var now = clock.instant();
        var known = minted.getIfPresent(principal);
        if (known == null || !known.isUsable(now)) {
            known = minted.asMap()
                    .compute(principal, (who, last) -> last != null && last.isUsable(now) ? last : mint(who, now));
        }
        if (known.ages(now) && known.isRenewed().compareAndSet(false, true)) {
            signers.execute(() -> minted.put(principal, Minted.of(now, sign(principal, now))));
        }
        return known.token().isDone()
                ? Future.succeededFuture(known.token().join())
                : Future.fromCompletionStage(known.token(), vertx.getOrCreateContext());
    }

    private Minted mint(Principal principal, Instant now) {
        return new Minted(now, CompletableFuture.supplyAsync(() -> sign(principal, now), signers), new AtomicBoolean());
    }

    /** As bytes, because it is written as often as there are requests. */
    private CharSequence sign(Principal principal, Instant now) {
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setHeader("typ", "JWT");
        token.setKeyIdHeaderValue(key.pair().getKeyId());
        token.setKey(key.pair().getRsaPrivateKey());
        token.setPayload(claims(principal, now).toJson());
        try {
            return new AsciiString("Bearer " + token.getCompactSerialization());
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
