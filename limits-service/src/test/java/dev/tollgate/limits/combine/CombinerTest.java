package dev.tollgate.limits.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.combine.Combiner.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The order and the fairness of batches. */
class CombinerTest extends CombinerFixture {
    @Test
    void aQuestionThatFindsNobodyGoesAtOnceAndAlone() throws Exception {
        var combiner = combiner(4, 10, 10, 100);

        var answer = ask(combiner, "a", 1);

        var batch = next();
        assertEquals(List.of(1), batch.questions());
        batch.answer();
        assertEquals(1, value(answer));
    }

    @Test
    void aBatchWithoutAnAnswerEachFailsAndKeepsNobodyWaiting() throws Exception {
        var combiner = combiner(1, 10, 10, 100);
        var answer = ask(combiner, "a", 1);

        next().end().complete(List.of());

        assertInstanceOf(IllegalStateException.class, failure(answer));
        var after = ask(combiner, "a", 2);
        next().answer();
        assertEquals(2, value(after));
    }

    @Test
    void whatComesMeanwhileGoesNextTogetherAndInOrder() throws Exception {
        var combiner = combiner(4, 3, 10, 100);
        go(combiner, "a", 0);
        var first = next();
        var waiting =
                List.of(ask(combiner, "a", 1), ask(combiner, "a", 2), ask(combiner, "a", 3), ask(combiner, "a", 4));
        assertTrue(begun.isEmpty());

        first.answer();

        var second = next();
        assertEquals(List.of(1, 2, 3), second.questions());
        second.answer();
        var third = next();
        assertEquals(List.of(4), third.questions());
        third.answer();
        assertEquals(4, value(waiting.get(3)));
    }

    @Test
    void keysTakeTurnsSoOneThatNeverRestsHoldsNobodyUp() throws Exception {
        var combiner = combiner(1, 2, 100, 1_000);
        go(combiner, "hot", 0);
        var running = next();
        for (int i = 1; i <= 20; i++) {
            go(combiner, "hot", i);
        }
        go(combiner, "cold", 100);
        go(combiner, "cool", 200);

        var order = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            running.answer();
            running = next();
            order.add(running.key());
        }

        assertEquals(List.of("cold", "cool", "hot", "hot", "hot", "hot"), order);
    }

    @Test
    void differentKeysAreUnderWayAtOnceAsManyAsMayBe() throws Exception {
        var combiner = combiner(2, 10, 10, 100);
        go(combiner, "a", 1);
        go(combiner, "b", 2);
        go(combiner, "c", 3);
        var first = next();
        next();
        assertTrue(begun.isEmpty());

        first.answer();

        assertEquals("c", next().key());
    }

    @Test
    void oneFailsAloneAndABatchThatFailsFailsForAllOfItsOwn() throws Exception {
        var combiner = combiner(1, 10, 10, 100);
        var first = ask(combiner, "a", 0);
        var running = next();
        var bad = ask(combiner, "a", 1);
        var good = ask(combiner, "a", 2);
        var lost = new IllegalArgumentException("lost");

        running.end().completeExceptionally(lost);
        next().end().complete(List.of(Answer.failed(lost), Answer.of(2)));

        assertSame(lost, failure(first));
        assertSame(lost, failure(bad));
        assertEquals(2, value(good));
        go(combiner, "a", 3);
        assertEquals(List.of(3), next().questions());
    }

    @Test
    void aKeyRestsAfterABatchThatMovedNothing() throws Exception {
        var combiner = combiner(1, 10, 10, 100);
        var denied = ask(combiner, "a", 0);
        go(combiner, "b", 1);
        var first = next();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(5));

        first.inVain();

        assertEquals(-1, value(denied));
        assertEquals(45, resting.getFirst().millis());
        assertEquals("b", next().key()); // in its place
    }

    @Test
    void whatCameWhileAKeyRestedGoesTogether() throws Exception {
        var combiner = combiner(4, 10, 10, 100);
        inVain(combiner, "a");
        var waiting = List.of(ask(combiner, "a", 1), ask(combiner, "a", 2));
        assertTrue(begun.isEmpty());

        resting.remove().wake().run();

        var batch = next();
        assertEquals(List.of(1, 2), batch.questions());
        batch.answer();
        assertEquals(2, value(waiting.getLast()));
    }

    @Test
    void aKeyThatRestedAloneIsForgotten() throws Exception {
        var combiner = combiner(4, 10, 10, 100);
        inVain(combiner, "a");

        resting.remove().wake().run();

        go(combiner, "a", 1);
        assertEquals(List.of(1), next().questions());
    }

    @Test
    void itRestsAsLongAsItIsWorthAndNotForLonger() throws Exception {
        var combiner = combiner(4, 10, 10, 100);
        var answer = ask(combiner, "slow", 0);
        var slow = next();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
        slow.inVain();
        assertEquals(-1, value(answer));
        inVain(combiner, "fast");

        assertEquals(List.of(100L, 1L), resting.stream().map(Resting::millis).toList());
    }

    @Test
    void itRestsAfterFailuresOfItsOwnAndNotIfAnythingMoved() throws Exception {
        var combiner = combiner(4, 10, 10, 100);
        go(combiner, "a", 0);
        var first = next();
        var failed = ask(combiner, "a", 1);
        go(combiner, "a", 2);

        first.answer();
        next().end().complete(List.of(Answer.failed(full), Answer.of(2)));
        assertSame(full, failure(failed));
        assertTrue(resting.isEmpty());

        var again = ask(combiner, "a", 3);
        next().end().complete(List.of(Answer.failed(full)));
        assertSame(full, failure(again));
        assertEquals(1, resting.size());
    }

    /** Returns when the key rests. */
    private void inVain(Combiner<String, Integer, Integer> combiner, String key) throws Exception {
        var answer = ask(combiner, key, 0);
        next().inVain();
        assertEquals(-1, value(answer));
    }

    /** Whatever the order of things, each question has one answer, and per key they were asked in order. */
    @Test
    void nobodyIsForgottenOrAskedTwice() throws Exception {
        long seed = Long.getLong("tollgate.seed", System.nanoTime());
        var random = new SplittableRandom(seed);
        var combiner = combiner(3, 5, 1_000, 10_000);
        var answers = new ArrayList<CompletableFuture<Integer>>();
        var running = new ArrayList<Batch>();
        var asked = new HashMap<String, List<Integer>>();
        for (int i = 0; i < 2_000; i++) {
            answers.add(ask(combiner, "key " + random.nextInt(7), i));
            Batch more;
            while ((more = begun.poll()) != null) {
                running.add(more);
            }
            if (running.size() > 0 && random.nextBoolean()) {
                end(running.remove(random.nextInt(running.size())), asked);
            }
        }
        long begin = System.nanoTime();
        while (!answers.stream().allMatch(CompletableFuture::isDone)) {
            assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(30), () -> "seed " + seed);
            var more = begun.poll(100, TimeUnit.MILLISECONDS);
            if (more != null) {
                running.add(more);
            }
            if (!running.isEmpty()) {
                end(running.removeFirst(), asked);
            }
        }

        for (int i = 0; i < answers.size(); i++) {
            assertEquals(i, value(answers.get(i)), "seed " + seed);
        }
        assertEquals(2_000, asked.values().stream().mapToInt(List::size).sum(), "seed " + seed);
        asked.values().forEach(each -> assertEquals(each.stream().sorted().toList(), each, "seed " + seed));
    }

    private static void end(Batch batch, Map<String, List<Integer>> asked) {
        asked.computeIfAbsent(batch.key(), key -> new ArrayList<>()).addAll(batch.questions());
        batch.answer();
    }
}
