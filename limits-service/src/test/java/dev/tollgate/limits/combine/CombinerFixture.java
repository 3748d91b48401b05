package dev.tollgate.limits.combine;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.limits.combine.Combiner.Answer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Batches that begin, and end when the test says so; questions are numbers, and so are their answers; one below zero moved nothing. */
class CombinerFixture {
    /** Of all tests of this JVM, with which it ends. */
    static final Vertx VERTX = Vertx.vertx();

    static final long PATIENCE = Duration.ofSeconds(4).toNanos();

    /** A batch that has begun, and ends when the test says so. */
    record Batch(String key, List<Integer> questions, CompletableFuture<List<Answer<Integer>>> end) {
        void answer() {
            end.complete(questions.stream().map(Answer::of).toList());
        }

        void inVain() {
            end.complete(questions.stream().map(question -> Answer.of(-1)).toList());
        }
    }

    /** A key that rests for so long, until the test says that the time is over. */
    record Resting(long millis, Runnable wake) {}

    final BlockingQueue<Batch> begun = new LinkedBlockingQueue<>();
    final IllegalStateException full = new IllegalStateException("full");
    final List<CompletableFuture<Integer>> others = new ArrayList<>();
    final AtomicLong nanos = new AtomicLong();
    final Map<Refusal, Integer> refused = new ConcurrentHashMap<>();
    final Deque<Resting> resting = new ConcurrentLinkedDeque<>();
    final List<Long> waited = Collections.synchronizedList(new ArrayList<>());

    Combiner<String, Integer, Integer> combiner(int batches, int batch, int forOne, int waiting) {
        return combiner(batches, batch, forOne, waiting, Duration.ofMinutes(1));
    }

    Combiner<String, Integer, Integer> combiner(int batches, int batch, int forOne, int waiting, Duration batchTime) {
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
                new Rest<>(answer -> answer < 0, 9, Duration.ofMillis(100)),
                nanos::get,
                (millis, what) -> resting.add(new Resting(millis, what)));
    }

    static CompletableFuture<Integer> ask(Combiner<String, Integer, Integer> combiner, String key, int question) {
        return combiner.ask(key, question).subscribeAsCompletionStage();
    }

    /** The same where nobody looks at the answer. */
    void go(Combiner<String, Integer, Integer> combiner, String key, int question) {
        others.add(ask(combiner, key, question));
    }

    Batch next() throws InterruptedException {
        var batch = begun.poll(10, TimeUnit.SECONDS);
        if (batch == null) {
            throw new AssertionError("no batch began");
        }
        return batch;
    }

    static int value(CompletableFuture<Integer> answer) throws Exception {
        return answer.get(10, TimeUnit.SECONDS);
    }

    static Throwable failure(CompletableFuture<Integer> answer) {
        var failed = assertThrows(ExecutionException.class, () -> value(answer));
        return failed.getCause() == null ? failed : failed.getCause();
    }
}
