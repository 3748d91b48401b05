package dev.tollgate.onboarding.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.GoldenEvents;
import dev.tollgate.onboarding.account.ConnectedAccount.Decision;
import dev.tollgate.onboarding.account.ConnectedAccount.Terms;
import dev.tollgate.onboarding.pix.Payout;
import dev.tollgate.onboarding.pix.PixKeyType;
import dev.tollgate.onboarding.profile.AccountProfile;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.onboarding.profile.EntityType;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectedAccountTest {
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");
    private static final Set<String> PAPERS = Set.of("business_registration");
    private static final Payout PAYOUT = new Payout(PixKeyType.EMAIL, "sealed", "a***@example.com", NOW);

    private static final Map<String, UnaryOperator<ConnectedAccount>> STEPS = Map.of(
            "tos-session",
            account -> {
                account.requireOpen();
                return account;
            },
            "tos-accepted",
            account -> account.acceptTerms(new Terms("tos_1", NOW)),
            "submit",
            account -> account.submit(PAPERS, NOW),
            "approve",
            account -> account.decide(ConnectedAccountMove.APPROVE, decision(null)),
            "reject",
            account -> account.decide(ConnectedAccountMove.REJECT, decision("because")),
            "payout-config",
            account -> account.payTo(PAYOUT));

    @ParameterizedTest
    @EnumSource(ConnectedAccountState.class)
    void everyStepIsAllowedInTheStateThatTheTableSaysAndInNoOther(ConnectedAccountState state) {
        STEPS.forEach((step, done) -> {
            var allowedIn = switch (step) {
                case "approve", "reject" -> ConnectedAccountState.VERIFYING;
                case "payout-config" -> ConnectedAccountState.APPROVED;
                default -> ConnectedAccountState.CREATED;
            };
            if (state == allowedIn) {
                var expected = switch (step) {
                    case "submit" -> ConnectedAccountState.VERIFYING;
                    case "approve" -> ConnectedAccountState.APPROVED;
                    case "reject" -> ConnectedAccountState.REJECTED;
                    default -> state;
                };
                assertEquals(expected, done.apply(in(state)).state(), step);
            } else {
                var refused = assertThrows(Problem.class, () -> done.apply(in(state)), step);
                assertEquals("InvalidState", refused.code().name());
                assertEquals(
                        Map.of("currentState", state.wire(), "allowedStates", List.of(allowedIn.wire())),
                        refused.details());
            }
        });
    }

    @Test
    void theTableIsTheContractsPicture() {
        assertEquals(
                List.of("created → verifying", "verifying → approved", "verifying → rejected"),
                Arrays.stream(ConnectedAccountMove.values())
                        .map(move -> move.from().wire() + " → " + move.to().wire())
                        .toList());
    }

    @Test
    void theReadmeShowsTheSameTable() throws Exception {
        var readme = Files.readString(Path.of(System.getProperty("tollgate.root"), "onboarding-service", "README.md"));
        for (var move : ConnectedAccountMove.values()) {
            var row = "| `" + move.from().wire() + "` | " + move.name().toLowerCase(Locale.ROOT) + " | `"
                    + move.to().wire() + "` | `connected_account." + move.fact().what() + "` |";
            assertTrue(readme.contains(row), row);
        }
    }

    @Test
    void whatIsMissingIsNamedAllAtOnce() {
        var bare = account(AccountRole.SELLER, EntityType.BUSINESS);
        var everything = List.of("tos: must be accepted", "documents.business_registration: must be uploaded");

        assertEquals(everything, bare.missing(Set.of("identity_document")));
        var refused = assertThrows(Problem.class, () -> bare.submit(Set.of(), NOW));
        assertEquals("ValidationError", refused.code().name());
        assertEquals(everything, refused.text());
    }

    @Test
    void peopleAndBusinessesShowDifferentPapers() {
        var person = account(AccountRole.BUYER, EntityType.INDIVIDUAL).acceptTerms(new Terms("tos_1", NOW));

        assertEquals(List.of("documents.identity_document: must be uploaded"), person.missing(PAPERS));
        assertEquals(
                ConnectedAccountState.VERIFYING,
                person.submit(Set.of("identity_document"), NOW).state());
    }

    @Test
    void buyersAreNotPaidOut() {
        for (var state : ConnectedAccountState.values()) {
            var buyer = in(state, account(AccountRole.BUYER, EntityType.BUSINESS));
            assertEquals(
                    "ValidationError",
                    assertThrows(Problem.class, () -> buyer.payTo(PAYOUT))
                            .code()
                            .name());
        }
    }

    @Test
    void nothingOfAPersonIsPrintedOrPublished() {
        var account = in(ConnectedAccountState.APPROVED).payTo(PAYOUT);

        for (var secret : List.of("Souza", "ana@", "11.222")) {
            assertFalse(account.profile().toString().contains(secret));
            assertFalse(ConnectedAccountEvent.Data.of(account, Actor.service("onboarding-service"))
                    .toString()
                    .contains(secret));
        }
    }

    private static ConnectedAccount in(ConnectedAccountState state) {
        return in(state, account(AccountRole.SELLER, EntityType.BUSINESS));
    }

    /** The account as it is once it has come to {@code state}. */
    private static ConnectedAccount in(ConnectedAccountState state, ConnectedAccount created) {
        var ready = created.acceptTerms(new Terms("tos_1", NOW));
        var submitted = ready.submit(PAPERS, NOW);
        return switch (state) {
            case CREATED -> ready;
            case VERIFYING -> submitted;
            case APPROVED -> submitted.decide(ConnectedAccountMove.APPROVE, decision(null));
            case REJECTED -> submitted.decide(ConnectedAccountMove.REJECT, decision("because"));
        };
    }

    private static Decision decision(@Nullable String notes) {
        return new Decision("usr_1", NOW, notes);
    }

    private static ConnectedAccount account(AccountRole role, EntityType type) {
        return ConnectedAccount.create(
                new Tenant(GoldenEvents.ORG, Mode.TEST),
                new AccountProfile(
                        role,
                        type,
                        "seller-42",
                        "ana@example.com",
                        "Souza Comércio Ltda.",
                        "Souza",
                        "BR",
                        "11.222.333/0001-81"),
                NOW);
    }
}
