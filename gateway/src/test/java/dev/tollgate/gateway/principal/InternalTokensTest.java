package dev.tollgate.gateway.principal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.gateway.BehindTheGate.SigningKeys;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
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
import org.junit.jupiter.api.Test;

class InternalTokensTest {
    private final Tenant tenant = new Tenant(TestIds.next("org"), Mode.TEST);
    private final Caller caller = Caller.user("usr_1", tenant, Role.OWNER, "ses_1");
    private Instant now = Instant.parse("2026-05-02T14:00:00Z");
    private final InternalTokens tokens = new InternalTokens(
            new SigningKey(Optional.of(SigningKeys.file("RSA", 2048).toString())), clock());

    @Test
    void tokenLivesThirtySeconds() throws MalformedClaimException {
        var claims = read(tokens.of(caller));
        assertEquals(now.getEpochSecond(), claims.getIssuedAt().getValue());
        assertEquals(now.getEpochSecond() + 30, claims.getExpirationTime().getValue());
    }

    @Test
    void tokenIsReusedForTheFirstHalfOfItsLife() {
        var first = tokens.of(caller);
        now = now.plusMillis(14_999);
        assertEquals(first, tokens.of(Caller.user("usr_1", tenant, Role.OWNER, "ses_1")));
        now = now.plusMillis(1);
        assertNotEquals(first, tokens.of(caller));
    }

    @Test
    void tokenOfTheFutureIsNotReusedWhenTheClockIsSetBack() {
        var first = tokens.of(caller);
        now = now.minus(Duration.ofHours(1));
        assertNotEquals(first, tokens.of(caller));
    }

    @Test
    void nothingOfACallerIsLeftOutOfWhatATokenIsReusedFor() {
        var live = new Tenant(tenant.orgId(), Mode.LIVE);
        var other = new Tenant(TestIds.next("org"), Mode.TEST);
        var different = List.of(
                caller,
                caller.in(Mode.LIVE, false),
                caller.in(Mode.TEST, true),
                Caller.user("usr_1", tenant, Role.VIEWER, "ses_1"),
                Caller.user("usr_1", tenant, Role.OWNER, "ses_2"),
                Caller.user("usr_2", tenant, Role.OWNER, "ses_1"),
                Caller.user("usr_1", other, Role.OWNER, "ses_1"),
                Caller.staff("usr_1", "ses_1"),
                Caller.apiKey("key_1", tenant, null),
                Caller.apiKey("key_1", tenant, Set.of()),
                Caller.apiKey("key_1", tenant, Set.of("invoices:read")),
                Caller.apiKey("key_1", live, null),
                Caller.ANONYMOUS,
                Caller.GATEWAY);
        assertEquals(
                different.size(),
                Set.copyOf(different.stream().map(tokens::of).toList()).size());
    }

    @Test
    void keyWithNoScopeAtAllIsNotUnrestricted() {
        assertTrue(read(tokens.of(Caller.apiKey("key_1", tenant, Set.of()))).hasClaim("scopes"));
        assertTrue(!read(tokens.of(Caller.apiKey("key_1", tenant, null))).hasClaim("scopes"));
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
