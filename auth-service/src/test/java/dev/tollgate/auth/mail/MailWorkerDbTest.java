package dev.tollgate.auth.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.mail.MailQueue;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The essay of this package, line by line. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class MailWorkerDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WAITING = "select count(*) from mail where recipient = ?";
    private static final String ATTEMPTS = "select attempts from mail where recipient = ?";

    private final String address = AuthApi.newAddress();

    @Inject
    MailQueue queue;

    @Inject
    Mailbag bag;

    @Inject
    Sessions sessions;

    @Inject
    Background background;

    @Inject
    SettableClock clock;

    @AfterEach
    void asBefore() {
        clock.letRun();
        Mailbox.up();
    }

    @Test
    void mailThatFoundNoServerArrivesOnceWhenItIsBack() {
        Mailbox.down();
        AuthApi.signUp(address).then().statusCode(201);
        await().atMost(PATIENCE).until(() -> attempts() >= 2);
        assertEquals("1", Rows.value(WAITING, address));

        Mailbox.up();

        AuthApi.consume(Mailbox.token(address)).then().statusCode(200);
        await().atMost(PATIENCE).until(() -> "0".equals(Rows.value(WAITING, address)));
        assertEquals(1, Mailbox.messages(address).size());
    }

    @Test
    void mailWhoseLinkHasExpiredIsDropped() {
        Mailbox.down();
        AuthApi.signUp(address).then().statusCode(201);
        await().atMost(PATIENCE).until(() -> attempts() >= 1);
        clock.advance(Duration.ofMinutes(15));
        Mailbox.up();

        await().atMost(PATIENCE).until(() -> "0".equals(Rows.value(WAITING, address)));
        assertEquals(0, Mailbox.messages(address).size());
    }

    @Test
    void waitingMailDoesNotShowItsToken() throws Exception {
        Mailbox.down();
        var token = "a-token-that-nobody-may-read-in-the-database";
        background.run(() -> sessions.acrossTenants(() -> bag.put(
                address,
                new OutgoingMail.SignIn(new Secret(token)),
                false,
                clock.instant(),
                clock.instant().plusSeconds(60))));
        await().atMost(PATIENCE).until(() -> attempts() >= 1);

        var row = Rows.value("select mail::text from mail where recipient = ?", address);

        assertTrue(String.valueOf(row).contains("v1."), row);
        assertFalse(String.valueOf(row).contains(token), row);
    }

    @Test
    void leasedMailIsNobodyElsesHoweverFarAheadAProcesssClockIs() throws Exception {
        Mailbox.up();
        Rows.value(
                "insert into mail (id, recipient, kind, sealed_token, withheld, created_at, expires_at, due_at, attempts)"
                        + " values (?, ?, 'x', '', true, now(), now() + interval '2 days', now() + interval '1 minute', 1)",
                TestIds.next("mail"),
                address); // as a worker that died a moment ago has left it
        clock.advance(Duration.ofDays(1));

        while (background.run(queue::next).isPresent()) {
            // somebody else's
        }
        assertEquals("1", Rows.value(WAITING, address));

        Rows.value("update mail set due_at = now() where recipient = ?", address);
        await().atMost(PATIENCE).until(() -> "0".equals(Rows.value(WAITING, address)));
    }

    @Test
    void mailOfAProcessWhoseClockIsAheadIsDueAtOnce() {
        Mailbox.up();
        clock.advance(Duration.ofHours(1));
        AuthApi.signUp(address).then().statusCode(201);
        clock.letRun();

        Mailbox.token(address);
    }

    @Test
    void repeatHasTheSameMessageId() throws Exception {
        Mailbox.up();
        AuthApi.signUp(address).then().statusCode(201);
        Mailbox.token(address);

        var id = Mailbox.messages(address).getFirst().getMessageID();
        assertTrue(id.matches("<mail_[0-9a-z]{26}@127\\.0\\.0\\.1>"), id);
    }

    private int attempts() {
        var attempts = Rows.value(ATTEMPTS, address);
        return attempts == null ? 0 : Integer.parseInt(attempts);
    }
}
