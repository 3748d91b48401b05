package dev.tollgate.bench.timing;

import dev.tollgate.bench.Request;
import dev.tollgate.bench.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Requests of every kind in random order, and how long each took. */
final class Measurement {
    private static final long SEED = 3;

    private final URI address;
    private final Map<Kind, List<Request>> requests;
    private final int expected;

    /** @param expected the status that all are answered with */
    Measurement(URI address, Map<Kind, List<Request>> requests, int expected) {
        this.address = address;
        this.requests = requests;
        this.expected = expected;
    }

    /** So many calls of each kind, spread over connections; the durations in nanoseconds, by kind. */
    Map<Kind, long[]> run(int calls, int connections) {
        var seeds = new SplittableRandom(SEED);
        List<Callable<Map<Kind, long[]>>> tasks = new ArrayList<>();
        for (int connection = 0; connection < connections; connection++) {
            var random = seeds.split();
            tasks.add(() -> onOneConnection(calls / connections, random));
        }
        try (var threads = Executors.newFixedThreadPool(connections)) {
            Map<Kind, List<long[]>> parts = new EnumMap<>(Kind.class);
            for (var done : threads.invokeAll(tasks)) {
                done.get()
                        .forEach((kind, nanos) -> parts.computeIfAbsent(kind, _ -> new ArrayList<>())
                                .add(nanos));
            }
            Map<Kind, long[]> whole = new EnumMap<>(Kind.class);
            parts.forEach((kind, nanos) -> whole.put(
                    kind, nanos.stream().flatMapToLong(java.util.Arrays::stream).toArray()));
            return whole;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<Kind, long[]> onOneConnection(int calls, SplittableRandom random) {
        Map<Kind, long[]> nanos = new EnumMap<>(Kind.class);
        for (var kind : Kind.values()) {
            nanos.put(kind, new long[calls]);
        }
        try (var wire = Wire.to(address)) {
            for (int call = 0; call < calls; call++) {
                for (var kind : shuffled(random)) {
                    var those = requests.getOrDefault(kind, List.of());
                    var answer = wire.exchange(those.get(random.nextInt(those.size())));
                    if (answer.status() != expected) {
                        throw new IllegalStateException(kind + " was answered " + answer.status());
                    }
                    nanos.getOrDefault(kind, new long[calls])[call] = answer.nanos();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nanos;
    }

    /** Each kind once, in random order: so that none follows another more often than the rest. */
    private static Kind[] shuffled(SplittableRandom random) {
        var order = Kind.values();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            var kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }
}
