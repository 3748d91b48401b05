package dev.tollgate.bench.revocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge finds what it is there to find. */
class HistoryTest {
    private static final int KEY = 5;
    private static final long ANSWERED = 1_000;

    private final History history = new History();

    @Test
    void requestThatStartedAfterTheAnswerAndWasLetInIsLate() {
        var late = use(ANSWERED + 1, 200);
        history.revoked(KEY, ANSWERED);

        assertEquals(List.of(late), history.lateAcceptances());
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 429, 500, 504})
    void whateverIsNoRefusalWasLetIn(int status) {
        use(ANSWERED + 1, status);
        history.revoked(KEY, ANSWERED);

        assertEquals(1, history.lateAcceptances().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 503, History.NO_ANSWER})
    void refusalIsNotLate(int status) {
        use(ANSWERED + 1, status);
        history.revoked(KEY, ANSWERED);

        assertEquals(List.of(), history.lateAcceptances());
        assertEquals(1, history.late());
    }

    @Test
    void requestThatWasUnderWayWhenTheAnswerCameMayFinish() {
        use(ANSWERED - 1, 200);
        use(ANSWERED, 200);
        history.revoked(KEY, ANSWERED);

        assertEquals(List.of(), history.lateAcceptances());
        assertEquals(2, history.rightlyLetIn());
    }

    @Test
    void firstAnswerCounts() {
        var late = use(ANSWERED + 1, 200);
        history.revoked(KEY, ANSWERED);
        history.revoked(KEY, ANSWERED + 10);

        assertEquals(List.of(late), history.lateAcceptances());
    }

    @Test
    void anotherCredentialIsNoneOfItsBusiness() {
        use(ANSWERED + 1, 200);
        history.revoked(KEY + 1, ANSWERED);

        assertEquals(List.of(), history.lateAcceptances());
    }

    /** {@link System#nanoTime()} may pass its largest value. */
    @Test
    void momentsAreComparedByTheirDifference() {
        var late = use(Long.MIN_VALUE, 200);
        history.revoked(KEY, Long.MAX_VALUE);

        assertEquals(List.of(late), history.lateAcceptances());
    }

    private History.Use use(long startedNanos, int status) {
        var use = new History.Use(KEY, 1, startedNanos, status);
        history.used(use);
        return use;
    }
}
