package dev.tollgate.gateway.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Deadlines deadlines = new Deadlines(Duration.ofNanos(10), now::get);
    private final List<String> late = new ArrayList<>();

    @Test
    void whatComesInTimeIsNotEnded() {
        var first = deadlines.begin(() -> late.add("first"));
        now.addAndGet(9);
        deadlines.check();
        first.met();
        now.addAndGet(9);
        deadlines.check();
        assertEquals(List.of(), late);
    }

    @Test
    void whatIsLateIsEndedOnceAndInOrder() {
        deadlines.begin(() -> late.add("first"));
        now.addAndGet(4);
        deadlines.begin(() -> late.add("second"));
        now.addAndGet(4);
        deadlines.begin(() -> late.add("third"));
        now.addAndGet(6);
        deadlines.check();
        deadlines.check();
        assertEquals(List.of("first", "second"), late);
    }

    @Test
    void whoseTurnItIsMayEndOthersAndBeginAnew() {
        var other = new ArrayList<Deadlines.Deadline>();
        deadlines.begin(() -> {
            late.add("first");
            other.getFirst().met();
            deadlines.begin(() -> late.add("again"));
        });
        now.addAndGet(1);
        other.add(deadlines.begin(() -> late.add("other")));
        now.addAndGet(9);
        deadlines.check();
        now.addAndGet(10);
        deadlines.check();
        assertEquals(List.of("first", "again"), late);
    }
}
