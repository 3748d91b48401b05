package dev.tollgate.onboarding.review;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static dev.tollgate.onboarding.Api.staff;
import static io.restassured.RestAssured.config;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.onboarding.Rows;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The essays of packages access, notification and platform's mail, line by line: the process dies at each step of a decision. PostgreSQL ends its session at that very
 * statement (or at the commit), which is what it sees of a kill -9; what is in memory is never asked again. {@code -Dtollgate.crashes=1000} for a long run.
 */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class CrashDbTest {
    private static final int CRASHES = Integer.getInteger("tollgate.crashes", 11);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Steps in their order. Up to COMMIT the decision is not made; from ANSWER on it is. */
    enum Step {
        ROW,
        HISTORY,
        NOTIFICATION,
        MAIL,
        FACT,
        CHANGE,
        COMMIT,
        ANSWER,
        LEASE,
        LEASED,
        SENT;

        boolean isBeforeTheDecision() {
            return compareTo(COMMIT) <= 0;
        }
    }

    private static final String CRASH = """
            create table crash_point (step text, org_id text, until bigint);
            grant select on crash_point to onboarding_app;
            create sequence crashes;
            grant all on sequence crashes to onboarding_app;
            create function crash_here() returns trigger language plpgsql as $$
            declare
                subject text := case when TG_OP = 'DELETE' then old::text else new::text end;
            begin
                if exists (select from crash_point p, crashes c
                           where p.step = TG_ARGV[0] and position(p.org_id in subject) > 0 and c.last_value < p.until) then
                    perform nextval('crashes');
                    if TG_ARGV[0] = 'LEASED' then
                        new.due_at := new.due_at + interval '60 seconds';
                        new.attempts := 1;
                        return new;
                    end if;
                    perform pg_terminate_backend(pg_backend_pid());
                end if;
                return case when TG_OP = 'DELETE' then old else new end;
            end $$;
            create trigger crash before update on production_access for each row execute function crash_here('ROW');
            create trigger crash before insert on production_access_history for each row execute function crash_here('HISTORY');
            create trigger crash before insert on notification for each row execute function crash_here('NOTIFICATION');
            create trigger crash before insert on mail for each row execute function crash_here('MAIL');
            create trigger crash_leased before insert on mail for each row execute function crash_here('LEASED');
            create trigger crash before insert on outbox for each row execute function crash_here('FACT');
            create trigger crash before insert on change_log for each row execute function crash_here('CHANGE');
            create constraint trigger crash_commit after insert on production_access_history deferrable initially deferred
                for each row execute function crash_here('COMMIT');
            create trigger crash_lease before update on mail for each row execute function crash_here('LEASE');
            create trigger crash_sent before delete on mail for each row execute function crash_here('SENT');
            select nextval('crashes')""";

    private static final String NO_CRASH =
            "drop function crash_here cascade; drop table crash_point; drop sequence crashes";

    private final Api api = Api.ofNewOrganization();

    @BeforeAll
    static void withCrashPoints() throws SQLException {
        execute(CRASH);
    }

    @AfterAll
    static void withoutCrashPoints() throws SQLException {
        execute(NO_CRASH);
    }

    static LongStream seeds() {
        return LongStream.range(0, CRASHES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereverItDiesStatusAndCeilingsAgreeAndPeopleAreToldOnce(long seed) throws Exception {
        var random = new SplittableRandom(seed);
        var step = Step.values()[(int) (seed % Step.values().length)];
        api.declare().then().statusCode(202);
        boolean suspends = random.nextBoolean();
        if (suspends) {
            api.decide("approve").then().statusCode(200);
        }
        var decision = suspends ? "suspend" : random.nextBoolean() ? "approve" : "deny";
        awaitNoMail();
        var before = standing();
        var daily = random.nextInt(1, 1000) + ".00";
        arm(step);

        if (step.isBeforeTheDecision()) {
            assertTrue(decide(decision, daily).statusCode() >= 500);
            assertEquals(before.getString("status"), standing().getString("status"));
            assertNull(standing().get("ceiling"));
            assertEquals(0, told(before.getInt("decision") + 1));
            decide(decision, daily).then().statusCode(200);
        } else if (step == Step.ANSWER) {
            assertNoAnswer(decision, daily);
            refused(decide(decision, daily), 409, "InvalidState");
        } else {
            decide(decision, daily).then().statusCode(200);
        }

        var after = standing();
        int made = before.getInt("decision") + 1;
        assertEquals(made, after.getInt("decision"));
        assertEquals(made, after.getInt("ceiling.decision"));
        assertEquals(daily, after.getString("ceiling.daily"));
        assertEquals(1, told(made));
        assertMailedOnce(step, suspends ? 2 : 1);
    }

    /** The client is gone before the answer, which waits for a gateway that hangs. */
    private void assertNoAnswer(String decision, String daily) {
        post(
                        as(TestTokens.service()),
                        "/internal/v1/changes",
                        Map.of("subscriber", "hangs-" + api.org(), "patient", false))
                .then()
                .statusCode(200);
        assertThrows(
                SocketTimeoutException.class,
                () -> post(
                        staff().config(config().httpClient(httpClientConfig().setParam("http.socket.timeout", 500))),
                        path(decision),
                        body(daily)));
    }

    /** One mail for each decision; only a repeat of the very same one where nobody could know that it had gone. */
    private void assertMailedOnce(Step step, int decisions) {
        if (step == Step.LEASED || step == Step.SENT) {
            await().atMost(PATIENCE).until(() -> Rows.count("select last_value from crashes") >= armedUntil());
            Rows.value(
                    "update mail set due_at = now() where position(? in content) > 0", api.org()); // the lease is over
        }
        awaitNoMail();
        var mails = Mailbox.await(api.email(), decisions);
        assertEquals(
                decisions, mails.stream().map(CrashDbTest::messageId).distinct().count());
        assertEquals(step == Step.SENT ? decisions + 1 : decisions, mails.size());
    }

    private static String messageId(MimeMessage mail) {
        try {
            return mail.getMessageID();
        } catch (MessagingException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private void arm(Step step) throws SQLException {
        execute("insert into crash_point select '" + step + "', '" + api.org() + "', last_value + 1 from crashes");
    }

    private long armedUntil() {
        return Rows.count("select until from crash_point where org_id = ?", api.org());
    }

    private void awaitNoMail() {
        await().atMost(PATIENCE)
                .until(() -> Rows.count("select count(*) from mail where position(? in content) > 0", api.org()) == 0);
    }

    private long told(int decision) {
        return Rows.count(
                "select count(*) from notification where about = ? and decision = cast(? as integer)",
                api.org(),
                Integer.toString(decision));
    }

    private JsonPath standing() {
        return as(TestTokens.service())
                .get("/internal/v1/organizations/" + api.org() + "/production-access")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Response decide(String decision, String daily) {
        return post(as(TestTokens.staff(TestIds.next("usr"))), path(decision), body(daily));
    }

    private static Map<String, Object> body(String daily) {
        return Map.of("notes", "because", "ceiling", Map.of("daily", daily));
    }

    private String path(String decision) {
        return "/v1/admin/production-access/" + api.org() + "/" + decision;
    }

    private static void execute(String sql) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
