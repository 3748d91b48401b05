package dev.tollgate.limits.combine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.limits.combine.Combiner.Answer;
import dev.tollgate.limits.combine.Combiner.Refusal;
import dev.tollgate.limits.combine.Combiner.Sizes;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The order, the bounds and the fairness of batches; questions are numbers, and so are their answers. */
class CombinerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final long PATIENCE = Duration.ofSeconds(4).toNanos();

    /** A batch that has begun, and ends when the test says so. */
    private record Batch(String key, List<Integer> questions, CompletableFuture<List<Answer<Integer>>> end) {
        void answer() {
            end.complete(questions.stream().map(Answer::of).toList());
        }
    }

    private final BlockingQueue<Batch> begun = new LinkedBlockingQueue<>();
    private final IllegalStateException full = new IllegalStateException("full");
    private final List<CompletableFuture<Integer>> others = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Map<Refusal, Integer> refused = new ConcurrentHashMap<>();
    private final List<Long> waited = Collections.synchronizedList(new ArrayList<>());

    @AfterAll
    static void end() {
        VERTX.close();
    }

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
        while (!answers.stream().allMatch(CompletableFuture::isDone)) {
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

    private Combiner<String, Integer, Integer> combiner(int batches, int batch, int forOne, int waiting) {
        return combiner(batches, batch, forOne, waiting, Duration.ofMinutes(1));
    }

    private Combiner<String, Integer, Integer> combiner(
            int batches, int batch, int forOne, int waiting, Duration batchTime) {
        return new Combiner<>(
                VERTX,
                new Sizes(batches, batch, forOne, waiting, PATIENCE, batchTime),
                (key, questions) -> {
                    var one = new Batch(key, questions, new CompletableFuture<>());
                    begun.add(one);
                    return Uni.createFrom().completionStage(one.end());
                },
                () -> full,
                new Combiner.Watch() {
                    @Override
                    public void begun(long nanosWaited) {
                        waited.add(nanosWaited);
                    }

                    @Override
                    public void refused(Refusal why, int questions) {
                        refused.merge(why, questions, Integer::sum);
                    }
                },
                nanos::get);
    }

    private static CompletableFuture<Integer> ask(
            Combiner<String, Integer, Integer> combiner, String key, int question) {
        return combiner.ask(key, question).subscribeAsCompletionStage();
    }

    /** The same where nobody looks at the answer. */
    private void go(Combiner<String, Integer, Integer> combiner, String key, int question) {
        others.add(ask(combiner, key, question));
    }

    private Batch next() throws InterruptedException {
        var batch = begun.poll(10, TimeUnit.SECONDS);
        if (batch == null) {
            throw new AssertionError("no batch began");
        }
        return batch;
    }

    private static int value(CompletableFuture<Integer> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    private static Throwable failure(CompletableFuture<Integer> answer) {
        var failed = assertThrows(CompletionException.class, answer::join);
        return failed.getCause() == null ? failed : failed.getCause();
    }
}
