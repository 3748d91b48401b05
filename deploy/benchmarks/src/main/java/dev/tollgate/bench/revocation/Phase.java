package dev.tollgate.bench.revocation;

import dev.tollgate.bench.Parallel;
import dev.tollgate.bench.Samples;
import dev.tollgate.local.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Many revocations under load and one fault. */
final class Phase {
    private static final int PRIMED_AT_ONCE = 12;
    private static final int OK = 200;

    private final Stack stack;
    private final Replicas replicas;
    private final Fault fault;
    private final List<Credential> credentials;
    private final Load load;
    private final History history = new History();
    private final Sender sender;

    Phase(Stack stack, Replicas replicas, Fault fault, List<Credential> credentials, Load load) {
        this.stack = stack;
        this.replicas = replicas;
        this.fault = fault;
        this.credentials = credentials;
        this.load = load;
        this.sender = new Sender(replicas, history);
    }

    /**
     * Uses each credential at each gateway, so that all of them know it; breaks what the fault says; revokes all, and uses each at once and
     * from everywhere; mends it; uses each once more.
     */
    PhaseReport run() {
        Parallel.map(PRIMED_AT_ONCE, credentials, this::prime);
        List<Long> acknowledged;
        try (var traffic = Traffic.start(credentials, replicas, sender, load.perSecond());
                var probes = Executors.newVirtualThreadPerTaskExecutor()) {
            assert traffic != null;
            fault.begin(stack, replicas);
            long begun = System.nanoTime();
            try {
                acknowledged = Parallel.map(load.atOnce(), credentials, credential -> revoke(credential, probes));
                awaitNanos(begun + fault.atLeast().toNanos());
            } finally {
                fault.end(stack, replicas);
            }
        }
        Parallel.map(PRIMED_AT_ONCE, credentials, this::useEverywhere);
        return new PhaseReport(fault, Samples.of(acknowledged), history);
    }

    private boolean prime(Credential credential) {
        for (int replica = 0; replica < replicas.count(); replica++) {
            for (int route = 0; route < credential.uses().size(); route++) {
                int status = sender.use(credential, replica);
                if (status != OK) {
                    throw new IllegalStateException(
                            "a " + credential.kind() + " should be let in, and is answered " + status);
                }
            }
        }
        return true;
    }

    private long revoke(Credential credential, ExecutorService probes) {
        long took = sender.revoke(credential, spared(credential.number()));
        for (int replica = 0; replica < replicas.count(); replica++) {
            for (int probe = 0; probe < load.probes(); probe++) {
                int number = replica;
                probes.execute(() -> sender.use(credential, number));
            }
        }
        return took;
    }

    /** Revocations go through the gateways that work, in turn. */
    private int spared(int number) {
        var working = IntStream.range(0, replicas.count()).filter(fault::spares).toArray();
        return working[number % working.length];
    }

    private boolean useEverywhere(Credential credential) {
        IntStream.range(0, replicas.count()).forEach(replica -> sender.use(credential, replica));
        return true;
    }

    private static void awaitNanos(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, Duration.ofMillis(100).toNanos()));
        }
    }
}
