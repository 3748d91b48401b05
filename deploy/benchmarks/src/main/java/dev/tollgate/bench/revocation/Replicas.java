package dev.tollgate.bench.revocation;

import dev.tollgate.bench.Relay;
import dev.tollgate.bench.Wires;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gateways under test: one that nothing happens to, one that is frozen, one that is cut off from all who own credentials. */
final class Replicas implements AutoCloseable {
    /** The number of the gateway that revocations go through and nothing happens to. */
    static final int UNTOUCHED = 0;

    static final int FROZEN = 1;
    static final int CUT_OFF = 2;

    private static final Map<String, String> OWNERS = Map.of(
            "TOLLGATE_AUTH_URL", "auth-service",
            "TOLLGATE_KEYS_URL", "keys-service",
            "TOLLGATE_ONBOARDING_URL", "onboarding-service");

    private final Stack stack;
    private final List<Relay> relays = new ArrayList<>();
    private final List<Wires> wires = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();

    private Replicas(Stack stack) {
        this.stack = stack;
    }

    /** Starts two gateways beside the first of the stack; {@link #close} ends them. */
    static Replicas start(Stack stack) {
        var replicas = new Replicas(stack);
        try {
            replicas.add("gateway", stack.gateway());
            replicas.add(stack.replicate("gateway", Map.of()));
            var changes = new TreeMap<String, String>();
            for (var owner : OWNERS.entrySet()) {
                var relay = Relay.to(stack.address(owner.getValue()));
                replicas.relays.add(relay);
                changes.put(owner.getKey(), relay.address().toString());
            }
            replicas.add(stack.replicate("gateway", changes));
            return replicas;
        } catch (IOException e) {
            replicas.close();
            throw new UncheckedIOException(e);
        }
    }

    private void add(Stack.Replica replica) {
        add(replica.part(), replica.address());
    }

    private void add(String part, URI address) {
        parts.add(part);
        wires.add(new Wires(address));
    }

    int count() {
        return wires.size();
    }

    Wires of(int number) {
        return wires.get(number);
    }

    void freeze() {
        stack.pause(parts.get(FROZEN));
    }

    void resume() {
        stack.resume(parts.get(FROZEN));
    }

    void cut() {
        relays.forEach(Relay::cut);
    }

    void restore() {
        relays.forEach(Relay::restore);
    }

    @Override
    public void close() {
        parts.stream().skip(1).forEach(stack::kill);
        wires.forEach(Wires::close);
        for (var relay : relays) {
            try {
                relay.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
