package dev.tollgate.platform.coherence;

import dev.tollgate.platform.coherence.Bulletin.Change;
import dev.tollgate.platform.coherence.Subscription.Exchange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The protocol in virtual time on one thread: one authority's database, several subscribers with the real {@link Subscription}, and a network that
 * delays, loses and reorders. Subscribers pause for longer than a lease, restart, and their clocks run at different speeds. After every
 * step that lets a request in: did the request start after the answer to a revocation that still stands?
 */
final class CoherenceModel {
    /** What is left out, to see that the model notices. */
    enum Flaw {
        NONE,
        COUNTS_FROM_THE_ANSWER,
        HAS_NO_MARGIN,
        REMEMBERS_OLD_ANSWERS,
        ACKNOWLEDGES_BEFORE_APPLYING,
        DOES_NOT_WAIT_OUT_A_LEASE,
        RENEWS_ON_PARTIAL_NEWS,
        DROPS_LEASES_TOO_SOON
    }

    private static final long MILLI = 1_000_000;
    private static final long LEASE = Subscription.LEASE.toNanos();
    private static final int SUBJECTS = 6;
    private static final int SUBSCRIBERS = 3;
    private static final int HISTORY = 60;
    private static final double FASTEST = 1.04;
    private static final double SLOWEST = 0.96;

    private final SplittableRandom random;
    private final Flaw flaw;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<String> history = new ArrayDeque<>();
    private long now;
    private long sequence;

    // the authority's database
    private final List<Change> log = new ArrayList<>();
    private final Map<String, Long> heardBy = new HashMap<>();
    private final Map<String, Long> renewals = new HashMap<>();
    private Map<String, Long> seen = Map.of();
    private final boolean[] revoked = new boolean[SUBJECTS];
    private final long[] answeredAt = new long[SUBJECTS];
    private final boolean[] busy = new boolean[SUBJECTS];

    private final Node[] nodes = new Node[SUBSCRIBERS];
    private @Nullable String violation;
    long accepted;
    long fromMemory;

    CoherenceModel(long seed, Flaw flaw) {
        this.random = new SplittableRandom(seed);
        this.flaw = flaw;
        Arrays.setAll(nodes, i -> new Node("gateway" + i));
        for (var node : nodes) {
            after(0, node::exchange);
            after(between(0, MILLI), () -> request(node));
            after(between(MILLI, 3 * LEASE), () -> disturb(node));
        }
        after(between(MILLI, 100 * MILLI), this::change);
        after(LEASE, this::tidy);
    }

    /** Runs so many steps; the story of the first late acceptance, or null. */
    @Nullable
    String run(int steps) {
        for (int step = 0; step < steps && violation == null; step++) {
            var event = events.remove();
            now = event.at();
            event.action().run();
        }
        return violation;
    }

    private record Event(long at, long sequence, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(sequence, other.sequence);
        }
    }

    /** What a subscriber remembers of a subject. */
    private record Known(boolean revoked, long generation, long asOf) {}

    /** One subscriber: a process with its own clock, that may stand still while messages wait for it. */
    private final class Node {
        private final String name;
        private final double speed = SLOWEST + random.nextDouble() * (FASTEST - SLOWEST);
        private final Map<Integer, Known> memory = new HashMap<>();
        private Subscription subscription;
        private long pausedUntil;
        private int life;

        Node(String name) {
            this.name = name;
            this.subscription = subscription();
        }

        private Subscription subscription() {
            return new Subscription(() -> (long) (now * speed), () -> 0);
        }

        /** Runs once this process runs, unless it was started again meanwhile. */
        void act(Runnable action) {
            int begun = life;
            if (now < pausedUntil) {
                at(pausedUntil + between(0, MILLI), () -> act(begun, action));
            } else {
                action.run();
            }
        }

        private void act(int begun, Runnable action) {
            if (begun == life) {
                act(action);
            }
        }

        void restart() {
            life++;
            memory.clear();
            subscription = subscription();
            say(name + " restarts");
            exchange();
        }

        void exchange() {
            int begun = life;
            var mine = subscription;
            var exchange = mine.begin();
            boolean[] done = {false};
            Runnable again = () -> {
                if (begun == life && !done[0]) {
                    done[0] = true;
                    exchange();
                }
            };
            send(() -> serve(
                    mine.id(),
                    exchange.heard(),
                    bulletin -> send(() -> act(begun, () -> {
                        if (!done[0]) {
                            hear(mine, exchange, bulletin);
                            again.run();
                        }
                    }))));
            after(LEASE / 2, () -> act(begun, again));
        }

        private void hear(Subscription mine, Exchange exchange, Bulletin bulletin) {
            var counted = switch (flaw) {
                case COUNTS_FROM_THE_ANSWER -> from(exchange, (long) (now * speed));
                case HAS_NO_MARGIN -> from(exchange, exchange.sentNanos() + Subscription.MARGIN.toNanos());
                default -> exchange;
            };
            if (flaw == Flaw.ACKNOWLEDGES_BEFORE_APPLYING && !bulletin.changes().isEmpty()) {
                heardBy.put(mine.id(), bulletin.upTo());
                int begun = life;
                after(between(0, 20 * MILLI), () -> act(begun, () -> mine.apply(counted, bulletin)));
                return;
            }
            mine.apply(counted, bulletin);
            say(name + " hears up to " + bulletin.upTo());
        }

        private Exchange from(Exchange exchange, long sentNanos) {
            return new Exchange(exchange.number(), exchange.heard(), sentNanos, exchange.sentMillis());
        }

        /** A request for a subject: from memory, or by asking, or refused because nobody answers. */
        void handle(int subject, long startedAt) {
            var known = memory.get(subject);
            if (known != null && vouches(known, subject)) {
                fromMemory++;
                decide(subject, startedAt, known.revoked(), "from memory");
                return;
            }
            int begun = life;
            long generation = subscription.generation();
            send(() -> {
                boolean is = revoked[subject];
                long asOf = log.size();
                send(() -> act(begun, () -> {
                    memory.put(subject, new Known(is, generation, asOf));
                    decide(subject, startedAt, is, "by asking");
                }));
            });
        }

        private boolean vouches(Known known, int subject) {
            long asOf = flaw == Flaw.REMEMBERS_OLD_ANSWERS ? Long.MAX_VALUE : known.asOf();
            return subscription.vouchesFor(known.generation(), asOf, List.of(name(subject)));
        }

        private void decide(int subject, long startedAt, boolean refused, String how) {
            if (refused) {
                return;
            }
            accepted++;
            if (revoked[subject] && answeredAt[subject] <= startedAt) {
                say(name + " lets " + name(subject) + " in " + how + ", started at " + startedAt / MILLI + " ms");
                violation = String.join("\n", history);
            }
        }
    }

    private interface Reply {
        void with(Bulletin bulletin);
    }

    // --- the authority ---

    private void serve(String subscriber, @Nullable Long heard, Reply reply) {
        var first = grant(subscriber, heard);
        if (heard == null || !first.changes().isEmpty()) {
            reply.with(first);
            return;
        }
        await(subscriber, heard, first, now + LEASE / 4, reply);
    }

    private void await(String subscriber, long heard, Bulletin first, long until, Reply reply) {
        if (log.size() > heard) {
            reply.with(grant(subscriber, heard));
        } else if (now >= until) {
            reply.with(first);
        } else {
            after(between(MILLI, 25 * MILLI), () -> await(subscriber, heard, first, until, reply));
        }
    }

    /** As the function {@code exchange_changes} does under its lock; news come in small portions here. */
    private Bulletin grant(String subscriber, @Nullable Long heard) {
        heardBy.put(subscriber, heard == null ? (long) log.size() : heard);
        renewals.put(subscriber, sequence);
        if (heard == null) {
            return new Bulletin(log.size(), true, true, List.of());
        }
        int to = Math.min(log.size(), heard.intValue() + 2);
        boolean complete = to == log.size() || flaw == Flaw.RENEWS_ON_PARTIAL_NEWS;
        return new Bulletin(to, complete, false, List.copyOf(log.subList(heard.intValue(), to)));
    }

    private void tidy() {
        seen.forEach((subscriber, renewal) -> {
            if (renewals.remove(subscriber, renewal)) {
                heardBy.remove(subscriber);
                say(subscriber + " is given up");
            }
        });
        seen = Map.copyOf(renewals);
        after(flaw == Flaw.DROPS_LEASES_TOO_SOON ? LEASE / 4 : LEASE + LEASE / 2, this::tidy);
    }

    private void change() {
        after(between(0, 150 * MILLI), this::change);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            int subject = random.nextInt(SUBJECTS);
            if (!busy[subject]) {
                busy[subject] = true;
                commit(subject, !revoked[subject]);
            }
        }
    }

    private void commit(int subject, boolean revoke) {
        revoked[subject] = revoke;
        answeredAt[subject] = Long.MAX_VALUE;
        log.add(new Change(log.size() + 1L, name(subject)));
        say("change " + log.size() + ": " + name(subject) + (revoke ? " is revoked" : " is given back"));
        double speed = SLOWEST + random.nextDouble() * (FASTEST - SLOWEST);
        long wait = flaw == Flaw.DOES_NOT_WAIT_OUT_A_LEASE ? LEASE / 2 : LEASE;
        waitUntilHeard(subject, log.size(), now + (long) (wait / speed));
    }

    private void waitUntilHeard(int subject, long number, long atMost) {
        if (now >= atMost || heardBy.values().stream().allMatch(heard -> heard >= number)) {
            answeredAt[subject] = now;
            busy[subject] = false;
            say("change " + number + " is answered");
            return;
        }
        after(between(MILLI, 6 * MILLI), () -> waitUntilHeard(subject, number, atMost));
    }

    // --- the world ---

    private void request(Node node) {
        after(between(0, 4 * MILLI), () -> request(node));
        int subject = random.nextInt(SUBJECTS);
        long startedAt = now;
        after(between(0, MILLI), () -> node.act(() -> node.handle(subject, startedAt)));
    }

    private void disturb(Node node) {
        after(between(MILLI, 4 * LEASE), () -> disturb(node));
        if (random.nextInt(4) == 0) {
            node.restart();
        } else {
            long length = between(MILLI, 3 * LEASE);
            node.pausedUntil = now + length;
            say(node.name + " stands still for " + length / MILLI + " ms");
        }
    }

    /** A message: late, lost or overtaken. */
    private void send(Runnable arrival) {
        int luck = random.nextInt(100);
        if (luck >= 3) {
            after(luck < 10 ? between(0, 2 * LEASE) : between(0, 3 * MILLI), arrival);
        }
    }

    private void after(long delay, Runnable action) {
        at(now + delay, action);
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, sequence++, action));
    }

    private long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    private void say(String what) {
        if (history.size() == HISTORY) {
            history.removeFirst();
        }
        history.addLast(now / MILLI + " ms: " + what);
    }

    private static String name(int subject) {
        return "key" + subject;
    }
}
