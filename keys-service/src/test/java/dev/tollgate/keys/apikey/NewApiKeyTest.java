package dev.tollgate.keys.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.testkit.TestIds;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewApiKeyTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00.000Z");
    private final String org = TestIds.next("org");

    @Test
    void modeAndEnvironmentAreTwoNamesOfOneThing() {
        assertEquals(Mode.TEST, order("test", null).tenant().mode());
        assertEquals(Mode.LIVE, order(null, "live").tenant().mode());
        assertEquals(Mode.LIVE, order("live", "live").tenant().mode());
    }

    @Test
    void contradictingModesAndNoModeAreRefused() {
        assertEquals(
                List.of("environment: contradicts mode"), violations(new NewApiKey("ERP", "test", "live", null, null)));
        assertEquals(List.of("mode: is required"), violations(new NewApiKey("ERP", null, null, null, null)));
    }

    @Test
    void noScopesMeanUnrestricted() {
        assertTrue(order("test", null).unrestricted());
        assertTrue(new NewApiKey("ERP", "test", null, List.of(), null)
                .order(org, null, NOW)
                .unrestricted());
    }

    @Test
    void aScopeTwiceIsTheScopeOnce() {
        var order = new NewApiKey("ERP", "test", null, List.of("invoices:read", "invoices:read"), null)
                .order(org, null, NOW);

        assertEquals(List.of("invoices:read"), order.scopes());
    }

    @Test
    void everyScopeOfTheContractIsKnown() {
        var order = new NewApiKey("ERP", "test", null, List.copyOf(ApiKeyScope.ALL), null).order(org, null, NOW);

        assertEquals(9, order.scopes().size());
    }

    @Test
    void unknownScopesAreNamed() {
        var asked = Arrays.<@Nullable String>asList("x:y", "invoices:read", null, "INVOICES:READ", "");

        assertEquals(
                List.of(
                        "scopes[0]: unknown scope x:y",
                        "scopes[2]: unknown scope null",
                        "scopes[3]: unknown scope INVOICES:READ",
                        "scopes[4]: unknown scope "),
                violations(new NewApiKey("ERP", "test", null, asked, null)));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var violations = violations(new NewApiKey("ERP", null, null, List.of("x:y"), "yesterday"));

        assertEquals(3, violations.size());
    }

    @Test
    void anEndIsReadWithItsOffsetAndKeptInMilliseconds() {
        var order = new NewApiKey("ERP", "test", null, null, "2026-05-02T18:00:00.1239+02:00").order(org, null, NOW);

        assertEquals(Instant.parse("2026-05-02T16:00:00.123Z"), order.expiresAt());
        assertNull(order("test", null).expiresAt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2027-05-02T14:00:00",
                "2027-05-02",
                "1790000000",
                "tomorrow",
                "",
                "+999999999-01-01T00:00:00Z",
                "+10000-01-01T00:00:00+18:00",
                "9999-12-31T23:59:59-18:00",
                "2027-13-02T14:00:00Z"
            })
    void whatIsNoTimestampWithAnOffsetIsRefused(String end) {
        assertEquals(
                List.of("expiresAt: must be a timestamp with an offset, like 2026-05-02T14:00:00.000Z"),
                violations(new NewApiKey("ERP", "test", null, null, end)));
    }

    @Test
    void lastMomentThatCanBeWrittenIsAnEnd() {
        var order = new NewApiKey("ERP", "test", null, null, "9999-12-31T23:59:59Z").order(org, null, NOW);

        assertEquals(Instant.parse("9999-12-31T23:59:59Z"), order.expiresAt());
    }

    @Test
    void modeOfARepeatIsReadFromAnyBody() {
        assertEquals(Mode.LIVE, new NewApiKey(null, "live", null, List.of("x:y"), "yesterday").wantedMode());
        assertEquals(Mode.TEST, new NewApiKey(null, null, "test", null, null).wantedMode());
        assertNull(new NewApiKey(null, "live", "test", null, null).wantedMode());
        assertNull(new NewApiKey(null, "prod", null, null, null).wantedMode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-02T14:00:00Z", "2026-05-02T15:00:00+02:00", "-0001-01-01T00:00:00Z"})
    void anEndThatIsNotInTheFutureIsRefused(String end) {
        assertEquals(
                List.of("expiresAt: must be in the future"), violations(new NewApiKey("ERP", "test", null, null, end)));
    }

    private ApiKeyOrder order(@Nullable String mode, @Nullable String environment) {
        return new NewApiKey("ERP", mode, environment, null, null).order(org, null, NOW);
    }

    @SuppressWarnings("unchecked") // of a ValidationError it is a list of texts
    private List<String> violations(NewApiKey body) {
        return (List<String>)
                assertThrows(Problem.class, () -> body.order(org, null, NOW)).text();
    }
}
