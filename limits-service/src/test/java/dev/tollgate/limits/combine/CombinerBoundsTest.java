package dev.tollgate.limits.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is refused: what does not fit, what comes too late, what gets no answer. */
class CombinerBoundsTest extends CombinerFixture {
    @Test
    void whatDoesNotFitIsRefusedAtOnceAndOthersAreNot() throws Exception {
        var combiner = combiner(1, 10, 2, 3);
        go(combiner, "a", 0);
        var running = next();
        var fits = ask(combiner, "a", 1);
        go(combiner, "a", 2);

        assertSame(full, failure(ask(combiner, "a", 3)));
        var other = ask(combiner, "b", 4);
        assertSame(full, failure(ask(combiner, "c", 5)));

        running.answer();
        next().answer();
        next().answer();
        assertEquals(4, value(other));
        assertEquals(1, value(fits));
    }

    @Test
    void whatWaitedTooLongIsRefusedAndNotAsked() throws Exception {
        var combiner = combiner(1, 10, 10, 100);
        go(combiner, "a", 0);
        var running = next();
        var late = ask(combiner, "a", 1);
        nanos.addAndGet(PATIENCE + 1);
        var inTime = ask(combiner, "a", 2);

        running.answer();

        assertSame(full, failure(late));
        var batch = next();
        assertEquals(List.of(2), batch.questions());
        batch.answer();
        assertEquals(2, value(inTime));
    }

    @Test
    void aBatchThatGetsNoAnswerIsGivenUpAndItsSlotIsFree() throws Exception {
        var combiner = combiner(1, 10, 10, 100, Duration.ofMillis(100));
        var lost = ask(combiner, "a", 1);
        var never = next();
        var waiting = ask(combiner, "a", 2);
        var other = ask(combiner, "b", 3);

        assertSame(full, failure(lost));

        for (int i = 0; i < 2; i++) {
            next().answer();
        }
        assertEquals(2, value(waiting));
        assertEquals(3, value(other));
        never.answer(); // too late for anybody
        assertEquals(Map.of(Refusal.UNANSWERED, 1), refused);
    }

    @Test
    void itIsToldHowManyWaitHowLongAndWhoWasRefused() throws Exception {
        var combiner = combiner(1, 10, 2, 100);
        go(combiner, "a", 0);
        var running = next();
        var late = ask(combiner, "a", 1);
        go(combiner, "a", 2);
        failure(ask(combiner, "a", 3));
        assertEquals(2, combiner.waiting());

        nanos.addAndGet(PATIENCE + 1);
        running.answer();

        assertSame(full, failure(late));
        assertEquals(Map.of(Refusal.FULL, 1, Refusal.LATE, 2), refused);
        assertEquals(0, combiner.waiting());
        assertEquals(List.of(0L), waited);
    }
}
