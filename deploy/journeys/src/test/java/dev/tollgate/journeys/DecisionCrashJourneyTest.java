package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.bench.Founding.Organization;
import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.StoryBroken;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The essays of onboarding's packages access and notification and of platform's mail and event, line by line: {@code kill -9} at each step of a decision, and
 * of limits-service and of auth-service at theirs. {@code -Dtollgate.crashes=500} for a long run.
 */
class DecisionCrashJourneyTest {
    private static final int CRASHES = Integer.getInteger("tollgate.crashes", Step.values().length);
    private static final String ONBOARDING = "onboarding-service";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOMENT_MILLIS = 80;

    private static final Map<String, String> DONE =
            Map.of("approve", "approved", "deny", "denied", "suspend", "suspended", "reinstate", "reinstated");

    /** Where the process dies, in the order in which it gets there. */
    enum Step {
        ROW("before update", "production_access"),
        HISTORY("before insert", "production_access_history"),
        NOTIFICATION("before insert", "notification"),
        MAIL("before insert", "mail"),
        FACT("before insert", "outbox"),
        CHANGE("before insert", "change_log"),
        /** Everything is written; PostgreSQL is about to commit, and does. */
        COMMIT("at commit", "production_access_history"),
        /** It is committed, and no gateway has heard of it. */
        ANSWER("on table", "change_lease"),
        /** Kafka has the fact, and the outbox has it too. */
        PUBLISHED("before delete", "outbox"),
        LEASE("before update", "mail"),
        /** SMTP has the mail, and the table has it too. */
        SENT("before delete", "mail"),
        /** Any moment. */
        MOMENT("", "");

        private final String moment;
        private final String table;

        Step(String moment, String table) {
            this.moment = moment;
            this.table = table;
        }

        boolean isBeforeTheDecision() {
            return compareTo(COMMIT) < 0;
        }

        /** The mail is on its way while the process dies elsewhere: it may be between SMTP and its table just then. */
        boolean isBesideTheMail() {
            return this == ANSWER || this == PUBLISHED || this == MOMENT;
        }

        boolean isAfterTheDecision() {
            return compareTo(COMMIT) >= 0 && this != MOMENT;
        }
    }

    private final Stack stack = RunningStack.get();
    private final Api staff =
            RunningStack.story().api().as(RunningStack.founding().staffToken());
    private Organization organization;
    private Aftermath aftermath;
    private int before;

    DecisionCrashJourneyTest() {
        organization = RunningStack.founding().found("Crash of a decision");
        aftermath = new Aftermath(stack, organization);
    }

    @BeforeEach
    void aDeclaration() {
        RunningStack.story().declareProduction(organization.owner());
        before = 1;
    }

    static LongStream seeds() {
        return LongStream.range(0, CRASHES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereverItDiesADecisionIsMadeAndToldOnce(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var step = Step.values()[(int) (seed % Step.values().length)];
        var path = List.of(
                        List.of("approve"),
                        List.of("deny"),
                        List.of("approve", "suspend"),
                        List.of("approve", "suspend", "reinstate"))
                .get(random.nextInt(4));
        for (var earlier : path.subList(0, path.size() - 1)) {
            decide(earlier, "1.00").expect(200);
            before++;
        }
        var decision = path.getLast();
        var daily = random.nextInt(2, 1000) + ".00";
        aftermath.awaitNoMail();

        crash(step, decision, daily, random);

        assertDecidedOnce(step, decision, daily);
        assertToldOnce(step, decision);
    }

    private void crash(Step step, String decision, String daily, SplittableRandom random) throws Exception {
        if (step == Step.MOMENT) {
            var answer = begin(decision, daily);
            var over = System.nanoTime()
                    + Duration.ofMillis(random.nextInt(MOMENT_MILLIS)).toNanos();
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> System.nanoTime() > over);
            stack.kill(ONBOARDING);
            answer.join();
        } else {
            try (var point = point(step)) {
                var answer = begin(decision, daily);
                point.awaitReached();
                if (step == Step.ANSWER) {
                    Awaitility.await().atMost(PATIENCE).until(() -> aftermath.history() == before + 1);
                }
                stack.kill(ONBOARDING);
                answer.join();
            }
        }
        RunningStack.start(ONBOARDING);
    }

    private CrashPoint point(Step step) throws SQLException {
        var table = "onboarding." + step.table;
        return switch (step.moment) {
            case "at commit" -> CrashPoint.atCommit(stack, table, organization.orgId());
            case "on table" -> CrashPoint.onTable(stack, table);
            default -> CrashPoint.at(stack, step.moment, table, organization.orgId());
        };
    }

    /** The reviewer, who may be left without an answer. */
    private CompletableFuture<Void> begin(String decision, String daily) {
        var done = new CompletableFuture<Void>();
        Thread.startVirtualThread(() -> {
            try {
                decide(decision, daily);
            } catch (RuntimeException noAnswer) {
                // what came of it is looked at afterwards
            } finally {
                done.complete(null);
            }
        });
        return done;
    }

    private void assertDecidedOnce(Step step, String decision, String daily) {
        var found = answered(this::reviewed).expect(200);
        if (step.isBeforeTheDecision()) {
            assertEquals(before, found.body().path("decision").asInt());
        }
        if (step.isAfterTheDecision()) {
            assertEquals(before + 1, found.body().path("decision").asInt());
        }
        boolean stands = found.body().path("decision").asInt() > before;
        answered(() -> decide(decision, daily)).expect(stands ? 409 : 200);

        var after = answered(this::reviewed).expect(200);
        assertEquals(
                "production_" + (decision.equals("reinstate") ? "approved" : done(decision)), after.text("status"));
        assertEquals(before + 1, after.body().path("history").size(), after.body()::toString);
        var move = after.body().path("history").path(before);
        assertEquals(before + 1, move.path("decision").asInt());
        assertEquals(done(decision), move.path("what").asText());
        assertEquals(daily, move.path("ceiling").path("daily").asText());
        Awaitility.await().atMost(PATIENCE).until(() -> daily.equals(reviewed().text("ceiling/daily")));
    }

    private void assertToldOnce(Step step, String decision) throws IOException {
        var told = answered(() ->
                        RunningStack.story().api().as(organization.session()).get("/v1/notifications"))
                .expect(200)
                .body()
                .path("data");
        assertEquals(
                1,
                Aftermath.stream(told)
                        .filter(one -> one.path("decision").asInt() == before + 1)
                        .count(),
                told::toString);
        aftermath.awaitNoMail();
        var mails = aftermath.mails("Tollgate: Your production access was " + done(decision));
        assertEquals(1, mails.stream().distinct().count(), mails::toString);
        if (step == Step.SENT) {
            assertEquals(2, mails.size(), "nobody could know that it had gone");
        } else if (!step.isBesideTheMail()) {
            assertEquals(1, mails.size());
        }
        Awaitility.await().atMost(PATIENCE).until(() -> aftermath.facts(done(decision), before + 1) == 1);
    }

    /** Two things at once are kept apart by what they wait for: limits-service dies while it applies the ceiling of a decision. */
    @Test
    void limitsThatDiesWhileItAppliesACeilingAppliesItOnce() throws Exception {
        try (var point = CrashPoint.at(stack, "before insert", "limits.ceiling_change", organization.orgId())) {
            decide("approve", "123.00").expect(200);
            point.awaitReached();
            stack.kill("limits-service");
        }
        RunningStack.start("limits-service");

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> "123.00".equals(reviewed().text("ceiling/daily"))); // shown before it is applied
        var changes = "select count(*) from limits.ceiling_change where org_id = '" + organization.orgId() + "'";
        Awaitility.await().atMost(PATIENCE).until(() -> aftermath.count(changes) > 0);
        assertEquals(1, aftermath.count(changes));
    }

    @Test
    void authThatDiesWhileItTellsOwnersOfAKeyTellsThemOnce() throws Exception {
        var owner = RunningStack.story().api().as(organization.session());
        aftermath.awaitMails("auth.mail", "recipient = '" + organization.ownerAddress() + "'");
        for (var moment : List.of("before insert", "before delete")) {
            var known = aftermath.mails().size();
            try (var point = CrashPoint.at(stack, moment, "auth.mail", organization.ownerAddress())) {
                owner.post("/v1/api-keys", Map.of("name", "Crash " + moment, "mode", "test"))
                        .expect(201);
                point.awaitReached();
                stack.kill("auth-service");
            }
            RunningStack.start("auth-service");

            Awaitility.await().atMost(PATIENCE).until(() -> aftermath.mails().size() > known);
            aftermath.awaitMails("auth.mail", "recipient = '" + organization.ownerAddress() + "'");
            assertEquals(known + 1, aftermath.mails().stream().distinct().count());
            assertTrue(
                    aftermath.mails().size() <= known + (moment.equals("before delete") ? 2 : 1),
                    aftermath.mails()::toString);
        }
    }

    private static String done(String decision) {
        return Objects.requireNonNull(DONE.get(decision));
    }

    private Api.Answer decide(String decision, String daily) {
        return staff.post(
                "/v1/admin/production-access/" + organization.orgId() + "/" + decision,
                Map.of("notes", "because", "ceiling", Map.of("daily", daily), "expectedDecision", before));
    }

    private Api.Answer reviewed() {
        return staff.get("/v1/admin/production-access/" + organization.orgId());
    }

    /** The gate leaves a service alone for a moment that did not answer. */
    private static Api.Answer answered(Supplier<Api.Answer> call) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .ignoreException(StoryBroken.class)
                .until(call::get, answer -> answer.status() < 500);
    }
}
