package dev.tollgate.limits.combine;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets questions about one key share their answering. Per key there is one batch under way at most (one that was given up may still be at
 * work beside the next, and who answers must bear that); what comes meanwhile waits in order and goes next, all together. A question that finds nobody before it goes at once and alone. Keys take turns: who has had a batch goes to the end of
 * the line, so a key that never rests slows the others by one batch of its own each time, however much it asks. A key whose last batch moved
 * nothing rests for a while, so that what is in vain takes a part of the time only: it goes on waiting, and in larger batches.
 *
 * <p>Everything is bounded: the batches under way, the questions in one, those that wait for one key and for all. What does not fit, what
 * has waited too long for its answer to interest anybody, and a batch that gets no answer in time, is refused.
 */
public final class Combiner<K, Q, A> {
    /** Does something after so many milliseconds. */
    @FunctionalInterface
    interface Later {
        void after(long millis, Runnable what);
    }

    /** Told what happens, for metrics. */
    public interface Watch {
        /** A question's turn has come. */
        void begun(long nanosWaited);

        void refused(Refusal why, int questions);
    }

    /** Answers questions, in order; one answer each. If it fails, they all do. */
    @FunctionalInterface
    public interface Answering<K, Q, A> {
        Uni<List<Answer<A>>> answer(K key, List<Q> questions);
    }

    /** An answer, or the failure of one question alone. */
    public record Answer<A>(@Nullable A value, @Nullable Throwable failure) {
        public static <A> Answer<A> of(A value) {
            return new Answer<>(value, null);
        }

        public static <A> Answer<A> failed(Throwable failure) {
            return new Answer<>(null, failure);
        }
    }

    private final Vertx vertx;
    private final Sizes sizes;
    private final Answering<K, Q, A> answering;
    private final Supplier<? extends Throwable> refusal;
    private final Watch watch;
    private final Rest<A> rest;
    private final LongSupplier nanoTime;
    private final Later later;

    private final Map<K, Line<K, Q, A>> lines = new HashMap<>();
    private final ArrayDeque<Line<K, Q, A>> turns = new ArrayDeque<>();
    private int waiting;
    private int underWay;

    /**
     * Without any questions yet.
     *
     * @param refusal what a question is told that there is no room or no time for
     */
    public Combiner(
            Vertx vertx,
            Sizes sizes,
            Answering<K, Q, A> answering,
            Supplier<? extends Throwable> refusal,
            Watch watch,
            Rest<A> rest) {
        this(
                vertx,
                sizes,
                answering,
                refusal,
                watch,
                rest,
                System::nanoTime,
                (millis, what) -> vertx.setTimer(millis, timer -> what.run()));
    }

    Combiner(
            Vertx vertx,
            Sizes sizes,
            Answering<K, Q, A> answering,
            Supplier<? extends Throwable> refusal,
            Watch watch,
            Rest<A> rest,
            LongSupplier nanoTime,
            Later later) {
        this.vertx = vertx;
        this.sizes = sizes;
        this.answering = answering;
        this.refusal = refusal;
        this.watch = watch;
        this.rest = rest;
        this.nanoTime = nanoTime;
        this.later = later;
    }

    /** The questions about one key, in order. It is in {@link #lines} while there are any, a batch of them is under way, or it rests. */
    private record Line<K, Q, A>(K key, ArrayDeque<Waiting<Q, A>> questions) {}

    /** One question, and where its answer goes on. */
    private record Waiting<Q, A>(
            Q question, long since, @Nullable Context context, UniEmitter<? super A> emitter) {
        void answer(Answer<A> answer) {
            if (context == null) {
                emit(answer);
            } else {
                context.runOnContext(ignored -> emit(answer));
            }
        }

        private void emit(Answer<A> answer) {
            if (answer.failure() != null) {
                emitter.fail(answer.failure());
            } else {
                emitter.complete(answer.value());
            }
        }
    }

    /** The answer to {@code question}, on the caller's context. */
    public Uni<A> ask(K key, Q question) {
        return Uni.createFrom().emitter(emitter -> {
            var mine = new Waiting<Q, A>(question, nanoTime.getAsLong(), Vertx.currentContext(), emitter);
            if (joins(key, mine)) {
                startWhatMay();
            } else {
                watch.refused(Refusal.FULL, 1);
                emitter.fail(refusal.get());
            }
        });
    }

    /** How many questions wait for their turn. */
    public synchronized int waiting() {
        return waiting;
    }

    private synchronized boolean joins(K key, Waiting<Q, A> mine) {
        if (waiting >= sizes.waiting()) {
            return false;
        }
        var line = lines.get(key);
        if (line == null) {
            line = new Line<>(key, new ArrayDeque<>());
            lines.put(key, line);
            turns.add(line);
        } else if (line.questions().size() >= sizes.waitingForOne()) {
            return false;
        }
        line.questions().add(mine);
        waiting++;
        return true;
    }

    private void startWhatMay() {
        for (var next = next(); next != null; next = next()) {
            start(next);
        }
    }

    /** Whose turn it is, if another batch may be under way. */
    private synchronized @Nullable Line<K, Q, A> next() {
        if (underWay >= sizes.batches() || turns.isEmpty()) {
            return null;
        }
        underWay++;
        return turns.remove();
    }

    /** On a context of its own: the batch is nobody's request. */
    private void start(Line<K, Q, A> line) {
        Context context = ((ContextInternal) vertx.getOrCreateContext()).duplicate();
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> {
            var batch = take(line);
            if (batch.isEmpty()) {
                done(line);
                return;
            }
            long began = nanoTime.getAsLong();
            var open = new AtomicBoolean(true);
            long timer = vertx.setTimer(sizes.batchTime().toMillis(), late -> {
                if (open.getAndSet(false)) {
                    watch.refused(Refusal.UNANSWERED, batch.size());
                    fail(line, batch, refusal.get());
                }
            });
            Uni.createFrom()
                    .deferred(() -> answering.answer(
                            line.key(), batch.stream().map(Waiting::question).toList()))
                    .subscribe()
                    .with(
                            answers -> ifOpen(open, timer, () -> deliver(line, batch, answers, began)),
                            failure -> ifOpen(open, timer, () -> fail(line, batch, failure)));
        });
    }

    /** An answer to a batch that was given up finds nobody. Nothing is cancelled: half a transaction holds its locks longer than a whole one. */
    private void ifOpen(AtomicBoolean open, long timer, Runnable tell) {
        if (open.getAndSet(false)) {
            vertx.cancelTimer(timer);
            tell.run();
        }
    }

    /** As late as possible, so that whoever came until now is in it; those who waited too long are told so. */
    private List<Waiting<Q, A>> take(Line<K, Q, A> line) {
        List<Waiting<Q, A>> batch = new ArrayList<>();
        List<Waiting<Q, A>> late = new ArrayList<>();
        long now = nanoTime.getAsLong();
        synchronized (this) {
            while (batch.size() < sizes.batch() && !line.questions().isEmpty()) {
                var first = line.questions().remove();
                waiting--;
                (now - first.since() > sizes.patienceNanos() ? late : batch).add(first);
            }
        }
        if (!late.isEmpty()) {
            watch.refused(Refusal.LATE, late.size());
            late.forEach(one -> one.answer(Answer.failed(refusal.get())));
        }
        batch.forEach(one -> watch.begun(now - one.since()));
        return batch;
    }

    private void deliver(Line<K, Q, A> line, List<Waiting<Q, A>> batch, List<Answer<A>> answers, long began) {
        if (answers.size() != batch.size()) {
            var wrong = new IllegalStateException(batch.size() + " questions, " + answers.size() + " answers");
            fail(line, batch, wrong);
            return;
        }
        if (rest.isDueAfter(answers)) {
            freeItsPlace();
            startWhatMay();
            later.after(rest.millis(nanoTime.getAsLong() - began), () -> goOn(line));
        } else {
            done(line);
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer(answers.get(i));
        }
    }

    private void fail(Line<K, Q, A> line, List<Waiting<Q, A>> batch, Throwable failure) {
        done(line);
        batch.forEach(one -> one.answer(Answer.failed(failure)));
    }

    private void done(Line<K, Q, A> line) {
        freeItsPlace();
        goOn(line);
    }

    private synchronized void freeItsPlace() {
        underWay--;
    }

    /** Whoever waits about this key takes turns again; nobody does, and it is forgotten. */
    private void goOn(Line<K, Q, A> line) {
        synchronized (this) {
            if (line.questions().isEmpty()) {
                lines.remove(line.key());
            } else {
                turns.add(line);
            }
        }
        startWhatMay();
    }
}
