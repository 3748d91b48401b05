package dev.tollgate.bench;

import dev.tollgate.local.infra.FreePort;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wire between two processes that can be cut: what is sent while it is cut waits, as in a network that loses every packet, and arrives
 * when it is restored, late, in order and complete. Nobody is told.
 */
public final class Relay implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int CHUNK = 8 << 10;

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition restored = lock.newCondition();
    private boolean cut;

    private Relay(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port for connections to {@code target}. */
    public static Relay to(URI target) throws IOException {
        // Belongs to the relay, which closes it.
        @SuppressWarnings("resource")
        var server = new ServerSocket(FreePort.any(), BACKLOG, InetAddress.getLoopbackAddress());
        var relay = new Relay(server, new InetSocketAddress(target.getHost(), target.getPort()));
        Thread.ofVirtual().name("relay").start(relay::accept);
        return relay;
    }

    /** Where to connect instead of the target. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on nothing passes, in either direction. */
    public void cut() {
        set(true);
    }

    /** What waited passes, and everything after it. */
    public void restore() {
        set(false);
    }

    private void set(boolean state) {
        lock.lock();
        try {
            cut = state;
            restored.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var near = server.accept();
                open.add(near);
                Thread.ofVirtual().start(() -> connect(near));
            } catch (IOException closed) {
                break;
            }
        }
    }

    private void connect(Socket near) {
        // Both ends are closed by whichever direction ends first.
        @SuppressWarnings("resource")
        var far = new Socket();
        open.add(far);
        try {
            awaitRestored();
            far.connect(target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> pump(near, far));
            pump(far, near);
        } catch (IOException | InterruptedException gone) {
            end(near, far);
        }
    }

    private void pump(Socket source, Socket sink) {
        try {
            InputStream in = source.getInputStream();
            OutputStream out = sink.getOutputStream();
            var chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                awaitRestored();
                out.write(chunk, 0, read);
            }
            awaitRestored();
        } catch (IOException | InterruptedException gone) {
            // ended below
        } finally {
            end(source, sink);
        }
    }

    private void awaitRestored() throws InterruptedException {
        lock.lock();
        try {
            while (cut) {
                restored.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Socket... sockets) {
        for (var socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // nothing left to close
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        restore();
        end(open.toArray(Socket[]::new));
    }
}
