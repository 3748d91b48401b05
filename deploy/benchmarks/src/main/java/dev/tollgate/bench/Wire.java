package dev.tollgate.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One kept connection that speaks just enough HTTP/1.1 to measure with: prepared bytes out, the status back, the body read past. Not a client
 * library's queue, pool or thread between the clock and the socket. Of one thread at a time.
 */
public final class Wire implements AutoCloseable {
    private static final int BUFFER = 16 << 10;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("\r\ntransfer-encoding: *chunked");
    private static final Pattern LAST = Pattern.compile("\r\nconnection: *close");

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private boolean reusable = true;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /**
     * An answer.
     *
     * @param startedNanos {@link System#nanoTime()} before the first byte was sent
     * @param answeredNanos the same when the head of the answer had been read
     */
    public record Answer(int status, long startedNanos, long answeredNanos) {
        public long nanos() {
            return answeredNanos - startedNanos;
        }
    }

    public static Wire to(URI address) throws IOException {
        // Belongs to the wire, which closes it.
        @SuppressWarnings("resource")
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) ANSWER_WITHIN.toMillis());
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) CONNECT_WITHIN.toMillis());
        return new Wire(socket);
    }

    /** Sends a request and reads its answer to the end. */
    public Answer exchange(Request request) throws IOException {
        reusable = false;
        var out = socket.getOutputStream();
        long started = System.nanoTime();
        request.writeTo(out);
        var head = head();
        long answered = System.nanoTime();
        var status = STATUS.matcher(head);
        if (!status.lookingAt()) {
            throw new IOException("no HTTP: " + head);
        }
        int code = Integer.parseInt(status.group(1));
        skipBody(head, code);
        reusable = !LAST.matcher(head).find();
        return new Answer(code, started, answered);
    }

    /** Whether another exchange may follow on this connection. */
    public boolean isReusable() {
        return reusable;
    }

    private void skipBody(String head, int status) throws IOException {
        if (status == NO_CONTENT || status == NOT_MODIFIED) {
            return;
        }
        if (CHUNKED.matcher(head).find()) {
            int size;
            do {
                size = Integer.parseInt(line(), 16);
                skip(size);
                line();
            } while (size > 0);
            return;
        }
        var length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("an answer without length");
        }
        skip(Integer.parseInt(length.group(1)));
    }

    /** The head of an answer in lower case but for its first word, without the empty line. */
    private String head() throws IOException {
        var head = new StringBuilder();
        for (var line = line(); !line.isEmpty(); line = line()) {
            head.append(head.isEmpty() ? line : "\r\n" + line.toLowerCase(Locale.ROOT));
        }
        return head.toString();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            if (from == to) {
                fill();
            }
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.append(new String(buffer, from, end - from, StandardCharsets.ISO_8859_1));
            if (end < to) {
                from = end + 1;
                return line.toString().stripTrailing();
            }
            from = to;
        }
    }

    private void skip(int bytes) throws IOException {
        int left = bytes;
        while (left > 0) {
            if (from == to) {
                fill();
            }
            int taken = Math.min(left, to - from);
            from += taken;
            left -= taken;
        }
    }

    private void fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer));
        if (to == 0) {
            throw new EOFException("closed");
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            reusable = false;
        }
    }
}
