package dev.tollgate.bench;

import java.io.IOException;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Kept connections to one address: as many as there are requests at once. */
public final class Wires implements AutoCloseable {
    private final URI address;
    private final Queue<Wire> idle = new ConcurrentLinkedQueue<>();

    public Wires(URI address) {
        this.address = address;
    }

    public URI address() {
        return address;
    }

    /** Sends a request on an idle connection, or a new one. */
    public Wire.Answer exchange(Request request) throws IOException {
        var kept = idle.poll();
        var wire = kept == null ? Wire.to(address) : kept;
        try {
            return wire.exchange(request);
        } finally {
            if (wire.isReusable()) {
                idle.add(wire);
            } else {
                wire.close();
            }
        }
    }

    @Override
    public void close() {
        for (var wire = idle.poll(); wire != null; wire = idle.poll()) {
            wire.close();
        }
    }
}
