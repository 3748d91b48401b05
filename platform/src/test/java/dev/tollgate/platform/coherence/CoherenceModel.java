package dev.tollgate.platform.coherence;

import dev.tollgate.platform.coherence.Bulletin.Change;
import dev.tollgate.platform.coherence.Subscription.Exchange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The protocol in virtual time on one thread: one authority's database, several subscribers with the real {@link Subscription}, and a network that
 * delays, loses and reorders. Subscribers pause for longer than a lease, restart, and their clocks run at different speeds. After every
 * step that lets a request in: did the request start after the answer to a revocation that still stands?
 */
final class CoherenceModel {
    private static final long MILLI = 1_000_000;
    private static final long LEASE = Subscription.LEASE.toNanos();
    private static final int SUBJECTS = 6;
    private static final int SUBSCRIBERS = 3;
    private static final double FASTEST = 1.04;
    private static final double SLOWEST = 0.96;

    private final Flaw flaw;
    private final VirtualWorld world;

    // the authority's database
    private final List<Change> log = new ArrayList<>();
    private final Map<String, Long> heardBy = new HashMap<>();
    private final Map<String, Long> renewals = new HashMap<>();
    private long renewal;
    private Map<String, Long> seen = Map.of();
    private final boolean[] revoked = new boolean[SUBJECTS];
    private final long[] answeredAt = new long[SUBJECTS];
    private final boolean[] busy = new boolean[SUBJECTS];

    private final Node[] nodes = new Node[SUBSCRIBERS];
    private @Nullable String violation;
    long accepted;
    long fromMemory;

    CoherenceModel(long seed, Flaw flaw) {
        this.world = new VirtualWorld(seed);
        this.flaw = flaw;
        Arrays.setAll(nodes, i -> new Node("gateway" + i));
        for (var node : nodes) {
            world.after(0, node::exchange);
            world.after(world.between(0, MILLI), () -> request(node));
            world.after(world.between(MILLI, 3 * LEASE), () -> disturb(node));
        }
        world.after(world.between(MILLI, 100 * MILLI), this::change);
        world.after(LEASE, this::tidy);
    }

    /** Runs so many steps; the story of the first late acceptance, or null. */
    @Nullable
    String run(int steps) {
        for (int step = 0; step < steps && violation == null; step++) {
            world.step();
        }
        return violation;
    }

    /** What a subscriber remembers of a subject. */
    private record Known(boolean revoked, long generation, long asOf) {}

    /** One subscriber: a process with its own clock, that may stand still while messages wait for it. */
    private final class Node {
        private final String name;
        private final double speed = SLOWEST + world.random().nextDouble() * (FASTEST - SLOWEST);
        private final Map<Integer, Known> memory = new HashMap<>();
        private Subscription subscription;
        private long pausedUntil;
        private int life;

        Node(String name) {
            this.name = name;
            this.subscription = subscription();
        }

        private Subscription subscription() {
            return new Subscription(() -> (long) (world.now() * speed), () -> 0);
        }

        /** Runs once this process runs, unless it was started again meanwhile. */
        void act(Runnable action) {
            int begun = life;
            if (world.now() < pausedUntil) {
                world.at(pausedUntil + world.between(0, MILLI), () -> act(begun, action));
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
            world.say(name + " restarts");
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
            world.send(() -> serve(
                    mine.id(),
                    exchange.heard(),
                    bulletin -> world.send(() -> act(begun, () -> {
                        if (!done[0]) {
                            hear(mine, exchange, bulletin);
                            again.run();
                        }
                    }))));
            world.after(LEASE / 2, () -> act(begun, again));
        }

        private void hear(Subscription mine, Exchange exchange, Bulletin bulletin) {
            var counted = switch (flaw) {
                case COUNTS_FROM_THE_ANSWER -> from(exchange, (long) (world.now() * speed));
                case HAS_NO_MARGIN -> from(exchange, exchange.sentNanos() + Subscription.MARGIN.toNanos());
                default -> exchange;
            };
            if (flaw == Flaw.ACKNOWLEDGES_BEFORE_APPLYING && !bulletin.changes().isEmpty()) {
                heardBy.put(mine.id(), bulletin.upTo());
                int begun = life;
                world.after(world.between(0, 20 * MILLI), () -> act(begun, () -> mine.apply(counted, bulletin)));
                return;
            }
            mine.apply(counted, bulletin);
            world.say(name + " hears up to " + bulletin.upTo());
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
            world.send(() -> {
                boolean is = revoked[subject];
                long asOf = log.size();
                world.send(() -> act(begun, () -> {
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
                world.say(name + " lets " + name(subject) + " in " + how + ", started at " + startedAt / MILLI + " ms");
                violation = world.history();
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
        await(subscriber, heard, first, world.now() + LEASE / 4, reply);
    }

    private void await(String subscriber, long heard, Bulletin first, long until, Reply reply) {
        if (log.size() > heard) {
            reply.with(grant(subscriber, heard));
        } else if (world.now() >= until) {
            reply.with(first);
        } else {
            world.after(world.between(MILLI, 25 * MILLI), () -> await(subscriber, heard, first, until, reply));
        }
    }

    /** As the function {@code exchange_changes} does under its lock; news come in small portions here. */
    private Bulletin grant(String subscriber, @Nullable Long heard) {
        heardBy.put(subscriber, heard == null ? (long) log.size() : heard);
        renewals.put(subscriber, ++renewal);
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
                world.say(subscriber + " is given up");
            }
        });
        seen = Map.copyOf(renewals);
        world.after(flaw == Flaw.DROPS_LEASES_TOO_SOON ? LEASE / 4 : LEASE + LEASE / 2, this::tidy);
    }

    private void change() {
        world.after(world.between(0, 150 * MILLI), this::change);
        for (int i = 1 + world.random().nextInt(3); i > 0; i--) {
            int subject = world.random().nextInt(SUBJECTS);
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
        world.say("change " + log.size() + ": " + name(subject) + (revoke ? " is revoked" : " is given back"));
        double speed = SLOWEST + world.random().nextDouble() * (FASTEST - SLOWEST);
        long wait = flaw == Flaw.DOES_NOT_WAIT_OUT_A_LEASE ? LEASE / 2 : LEASE;
        waitUntilHeard(subject, log.size(), world.now() + (long) (wait / speed));
    }

    private void waitUntilHeard(int subject, long number, long atMost) {
        if (world.now() >= atMost || heardBy.values().stream().allMatch(heard -> heard >= number)) {
            answeredAt[subject] = world.now();
            busy[subject] = false;
            world.say("change " + number + " is answered");
            return;
        }
        world.after(world.between(MILLI, 6 * MILLI), () -> waitUntilHeard(subject, number, atMost));
    }

    // --- the world ---

    private void request(Node node) {
        world.after(world.between(0, 4 * MILLI), () -> request(node));
        int subject = world.random().nextInt(SUBJECTS);
        long startedAt = world.now();
        world.after(world.between(0, MILLI), () -> node.act(() -> node.handle(subject, startedAt)));
    }

    private void disturb(Node node) {
        world.after(world.between(MILLI, 4 * LEASE), () -> disturb(node));
        if (world.random().nextInt(4) == 0) {
            node.restart();
        } else {
            long length = world.between(MILLI, 3 * LEASE);
            node.pausedUntil = world.now() + length;
            world.say(node.name + " stands still for " + length / MILLI + " ms");
        }
    }

    private static String name(int subject) {
        return "key" + subject;
    }
}
