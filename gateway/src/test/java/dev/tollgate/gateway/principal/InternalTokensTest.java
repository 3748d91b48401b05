package dev.tollgate.gateway.principal;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.gateway.BehindTheGate.SigningKeys;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InternalTokensTest {
    private final Tenant tenant = new Tenant(TestIds.next("org"), Mode.TEST);
    private final Principal principal = user("usr_1", tenant, Role.OWNER, false, "ses_1");
    private final Vertx vertx = Vertx.vertx();
    private volatile Instant now = Instant.parse("2026-05-02T14:00:00Z");
    private final InternalTokens tokens = new InternalTokens(
            new SigningKey(Optional.of(SigningKeys.file("RSA", 2048).toString())), clock(), vertx);

    @Test
    void tokenLivesThirtySeconds() throws MalformedClaimException {
        var claims = read(token(principal));
        assertEquals(now.getEpochSecond(), claims.getIssuedAt().getValue());
        assertEquals(now.getEpochSecond() + 30, claims.getExpirationTime().getValue());
    }

    @Test
    void tokenIsUsedAgainUntilItAgesAndThenRenewedBesideItsUse() throws MalformedClaimException {
        var first = token(principal);
        now = now.plusMillis(9_999);
        assertEquals(first, token(user("usr_1", tenant, Role.OWNER, false, "ses_1")));
        now = now.plusMillis(1);
        assertEquals(first, token(principal));

        await().untilAsserted(() -> assertNotEquals(first, token(principal)));
        assertEquals(now.getEpochSecond(), issuedAt(token(principal)));
    }

    @Test
    void tokenThatIsTooOldIsNotUsedUntilTheNextIsThere() {
        var first = token(principal);
        now = now.plusSeconds(20);

        assertNotEquals(first, token(principal));
    }

    @Test
    void tokenOfTheFutureIsNotReusedWhenTheClockIsSetBack() {
        var first = token(principal);
        now = now.minus(Duration.ofHours(1));
        assertNotEquals(first, token(principal));
    }

    @Test
    void nothingOfAPrincipalIsLeftOutOfWhatATokenIsReusedFor() {
        var live = new Tenant(tenant.orgId(), Mode.LIVE);
        var other = new Tenant(TestIds.next("org"), Mode.TEST);
        var different = List.of(
                principal,
                user("usr_1", live, Role.OWNER, false, "ses_1"),
                user("usr_1", tenant, Role.OWNER, true, "ses_1"),
                user("usr_1", tenant, Role.VIEWER, false, "ses_1"),
                user("usr_1", tenant, Role.OWNER, false, "ses_2"),
                user("usr_2", tenant, Role.OWNER, false, "ses_1"),
                user("usr_1", other, Role.OWNER, false, "ses_1"),
                new Principal(ActorType.STAFF, "usr_1", null, null, null, false, "ses_1"),
                key(tenant, null),
                key(tenant, Set.of()),
                key(tenant, Set.of("invoices:read")),
                key(live, null),
                WithoutCredential.ANONYMOUS,
                WithoutCredential.GATEWAY);
        assertEquals(
                different.size(),
                Set.copyOf(different.stream().map(this::token).toList()).size());
    }

    @Test
    void keyWithNoScopeAtAllIsNotUnrestricted() {
        assertTrue(read(token(key(tenant, Set.of()))).hasClaim("scopes"));
        assertTrue(!read(token(key(tenant, null))).hasClaim("scopes"));
    }

    @AfterEach
    void close() {
        tokens.stop(new ShutdownEvent());
        vertx.close();
    }

    private String token(Principal of) {
        var authorization =
                tokens.of(of).toCompletionStage().toCompletableFuture().join().toString();
        assertTrue(authorization.startsWith("Bearer "), authorization);
        return authorization.substring("Bearer ".length());
    }

    private static long issuedAt(String token) throws MalformedClaimException {
        return read(token).getIssuedAt().getValue();
    }

    private static Principal user(String id, Tenant tenant, Role role, boolean liveBlocked, String session) {
        return new Principal(ActorType.USER, id, tenant, role, null, liveBlocked, session);
    }

    private static Principal key(Tenant tenant, @Nullable Set<String> scopes) {
        return new Principal(ActorType.API_KEY, "key_1", tenant, null, scopes, false, null);
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private static JwtClaims read(String token) {
        try {
            return new JwtConsumerBuilder()
                    .setSkipSignatureVerification()
                    .setSkipAllValidators()
                    .build()
                    .processToClaims(token);
        } catch (InvalidJwtException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
