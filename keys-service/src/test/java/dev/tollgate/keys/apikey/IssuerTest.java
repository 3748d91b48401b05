package dev.tollgate.keys.apikey;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody gives more than they have: the whole matrix of what a key holds and what it asks for. */
class IssuerTest {
    private final String org = TestIds.next("org");

    /** Every subset of the scopes as the issuer's, each against random orders; the seed is in the message. */
    @Test
    void aKeyGivesWhatItHoldsAndNothingElse() {
        long seed = 4_711L;
        var random = new SplittableRandom(seed);
        for (int subset = 0; subset < 1 << ApiKeyScope.ALL.size(); subset++) {
            if ((subset & 1 << ApiKeyScope.ALL.indexOf(ApiKeyScope.WRITE_API_KEYS)) == 0) {
                continue;
            }
            var held = scopes(subset);
            var asked = scopes(1 + random.nextInt((1 << ApiKeyScope.ALL.size()) - 1));
            var issuer = new Issuer(apiKey(Mode.TEST, Set.copyOf(held)));
            Runnable issue = () -> issuer.require(order(Mode.TEST, asked));
            if (held.containsAll(asked)) {
                assertDoesNotThrow(issue::run, () -> "seed " + seed + ": " + held + " gives " + asked);
            } else {
                var refused =
                        assertThrows(Problem.class, issue::run, () -> "seed " + seed + ": " + held + " gives " + asked);
                assertEquals(ErrorCode.INSUFFICIENT_SCOPE, refused.code());
                assertTrue(asked.contains(detail(refused, "required")));
            }
        }
    }

    @Test
    void aRestrictedKeyNeverGivesAnUnrestrictedOneWhateverItHolds() {
        for (var held : List.of(Set.of(ApiKeyScope.WRITE_API_KEYS), Set.copyOf(ApiKeyScope.ALL))) {
            var refused = assertThrows(
                    Problem.class, () -> new Issuer(apiKey(Mode.TEST, held)).require(order(Mode.TEST, List.of())));

            assertEquals(ErrorCode.INSUFFICIENT_SCOPE, refused.code());
            assertEquals("*", detail(refused, "required"));
            assertEquals(new LinkedHashSet<>(held.stream().sorted().toList()), detail(refused, "granted"));
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void anUnrestrictedKeyGivesEverythingInItsMode(Mode mode) {
        var issuer = new Issuer(apiKey(mode, null));

        assertDoesNotThrow(() -> issuer.require(order(mode, List.of())));
        assertDoesNotThrow(() -> issuer.require(order(mode, ApiKeyScope.ALL)));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void noKeyGivesOneOfTheOtherMode(Mode mode) {
        var other = mode == Mode.TEST ? Mode.LIVE : Mode.TEST;
        for (var issuer : List.of(apiKey(mode, null), apiKey(mode, Set.copyOf(ApiKeyScope.ALL)))) {
            var refused = assertThrows(
                    Problem.class, () -> new Issuer(issuer).require(order(other, List.of("invoices:read"))));
            assertEquals(ErrorCode.FORBIDDEN, refused.code());
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aPersonGivesAnythingInBothModes(Mode mode) {
        var person = new Principal(
                ActorType.USER, TestIds.next("usr"), new Tenant(org, Mode.TEST), Role.ADMIN, null, false, null);

        assertDoesNotThrow(() -> new Issuer(person).require(order(mode, List.of())));
    }

    @Test
    void anAgentGivesNothing() {
        var agent = new Principal(
                ActorType.AGENT, TestIds.next("agt"), new Tenant(org, Mode.TEST), null, null, false, null);

        var refused = assertThrows(
                Problem.class, () -> new Issuer(agent).require(order(Mode.TEST, List.of("invoices:read"))));

        assertEquals(ErrorCode.FORBIDDEN, refused.code());
    }

    private static List<String> scopes(int subset) {
        return ApiKeyScope.ALL.stream()
                .filter(scope -> (subset & 1 << ApiKeyScope.ALL.indexOf(scope)) != 0)
                .toList();
    }

    private static @Nullable Object detail(Problem problem, String name) {
        var details = problem.details();
        return details == null ? null : details.get(name);
    }

    private Principal apiKey(Mode mode, @Nullable Set<String> scopes) {
        return new Principal(ActorType.API_KEY, TestIds.next("key"), new Tenant(org, mode), null, scopes, false, null);
    }

    private ApiKeyOrder order(Mode mode, List<String> scopes) {
        return new ApiKeyOrder(new Tenant(org, mode), "ERP", scopes, null, null);
    }
}
