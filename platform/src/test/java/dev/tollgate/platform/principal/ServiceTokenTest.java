package dev.tollgate.platform.principal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.error.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTokenTest {
    private static final Logger LOG = Logger.getLogger(ServiceToken.class.getName());

    private final List<LogRecord> told = new CopyOnWriteArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            told.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(listener);
    }

    @AfterEach
    void listenNoLonger() {
        LOG.removeHandler(listener);
    }

    @Test
    void aMissingFileIsToldOnceAndLookedForUntilItIsThere(@TempDir Path folder) throws Exception {
        var file = folder.resolve("token");
        var token = new ServiceToken(Optional.of(file.toString()));
        for (int i = 0; i < 1_000; i++) {
            assertThrows(Problem.class, token::text);
        }
        assertEquals(1, told.size());

        Files.writeString(file, " the-token\n");

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> token.text().equals("the-token"));
        assertEquals(2, told.size());
    }

    @Test
    void withoutANameThereIsNoToken() {
        assertThrows(Problem.class, new ServiceToken(Optional.empty())::text);
        assertEquals(1, told.size());
    }
}
