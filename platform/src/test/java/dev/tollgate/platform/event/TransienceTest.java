package dev.tollgate.platform.event;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransienceTest {
    /** Connection, a transaction that idled, a lock that came too late, a deadlock, no resources, shutting down, input and output. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "25P03", "55P03", "40P01", "53300", "57P01", "58030"})
    void theDatabaseIsAwayOrBusyAndLaterItMayWork(String state) {
        assertTrue(Transience.isTransient(new RuntimeException(database(state))));
    }

    /** Data that can't be, a statement that can't be, an object in the wrong state. */
    @ParameterizedTest
    @ValueSource(strings = {"22003", "23505", "42P01", "55000"})
    void theFactItselfIsAtFault(String state) {
        assertFalse(Transience.isTransient(database(state)));
    }

    @Test
    void somebodyElseIsAwayOrRefuses() {
        assertTrue(Transience.isTransient(Upstream.unavailable()));
        assertTrue(Transience.isTransient(new IOException("reset")));
        assertFalse(Transience.isTransient(Problem.notFound()));
        assertFalse(Transience.isTransient(new IllegalArgumentException("no number")));
    }

    private static PgException database(String state) {
        return new PgException("refused", "ERROR", state, "");
    }
}
