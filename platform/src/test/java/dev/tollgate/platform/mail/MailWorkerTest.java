package dev.tollgate.platform.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MailWorkerTest {
    @Test
    void pausesGrowAndStayShortWhileThereIsHope() {
        assertEquals(Duration.ofSeconds(1), MailWorker.pauseAfter(1));
        assertEquals(Duration.ofSeconds(16), MailWorker.pauseAfter(5));
        assertEquals(Duration.ofSeconds(30), MailWorker.pauseAfter(6));
        assertEquals(Duration.ofSeconds(30), MailWorker.pauseAfter(39));
        assertEquals(Duration.ofMinutes(15), MailWorker.pauseAfter(40));
    }
}
