package dev.tollgate.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Deadlines deadlines = new Deadlines(Duration.ofNanos(10), now::get);
    private final List<String> late = new ArrayList<>();

    @Test
    void whatComesInTimeIsNotEnded() {
        var first = deadlines.begin(DeadlinesTest::isStill, () -> late.add("first"));
        now.addAndGet(9);
        deadlines.check();
        first.met();
        now.addAndGet(9);
        deadlines.check();
        assertEquals(List.of(), late);
    }

    @Test
    void whatIsLateIsEndedOnceAndInOrder() {
        deadlines.begin(DeadlinesTest::isStill, () -> late.add("first"));
        now.addAndGet(4);
        deadlines.begin(DeadlinesTest::isStill, () -> late.add("second"));
        now.addAndGet(4);
        deadlines.begin(DeadlinesTest::isStill, () -> late.add("third"));
        now.addAndGet(6);
        deadlines.check();
        deadlines.check();
        assertEquals(List.of("first", "second"), late);
    }

    @Test
    void whatGoesOnHasItsTimeAnewUntilItIsMet() {
        var goesOn = new AtomicBoolean(true);
        var met = deadlines.begin(goesOn::get, () -> late.add("met"));
        deadlines.begin(goesOn::get, () -> late.add("stopped"));
        now.addAndGet(10);
        deadlines.check();
        met.met();
        goesOn.set(false);
        now.addAndGet(9);
        deadlines.check();
        assertEquals(List.of(), late);
        now.addAndGet(1);
        deadlines.check();
        assertEquals(List.of("stopped"), late);
    }

    @Test
    void whatIsMetWhileItIsAskedIsOver() {
        var self = new ArrayList<Deadlines.Deadline>();
        self.add(deadlines.begin(
                () -> {
                    self.getFirst().met();
                    return true;
                },
                () -> late.add("never")));
        now.addAndGet(10);
        deadlines.check();
        now.addAndGet(10);
        deadlines.check();
        assertEquals(List.of(), late);
    }

    @Test
    void whoseTurnItIsMayEndOthersAndBeginAnew() {
        var other = new ArrayList<Deadlines.Deadline>();
        deadlines.begin(DeadlinesTest::isStill, () -> {
            late.add("first");
            other.getFirst().met();
            deadlines.begin(DeadlinesTest::isStill, () -> late.add("again"));
        });
        now.addAndGet(1);
        other.add(deadlines.begin(DeadlinesTest::isStill, () -> late.add("other")));
        now.addAndGet(9);
        deadlines.check();
        now.addAndGet(10);
        deadlines.check();
        assertEquals(List.of("first", "again"), late);
    }

    private static boolean isStill() {
        return false;
    }
}
