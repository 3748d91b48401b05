package dev.tollgate.bench.gateway;

import dev.tollgate.bench.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** A kept connection with a timetable: one request after the other, each as soon as it is due and the one before it has been answered. */
final class Line {
    private static final int EACH = 32;
    private static final int BUFFER = 16 << 10;
    private static final Pattern HEAD =
            Pattern.compile("HTTP/1\\.1 (\\d{3})(?s:.*?\r\n)(?i:content-length): *(\\d+)\r\n(?s:.*?)\r\n");
    private static final int UNANSWERED = -1;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(BUFFER);
    private final OpenLoop.Traffic kind;
    private final int number;
    private final long first;
    private final long between;
    private final long[] latencies;
    private int sent;
    private int answered;
    private long errors;

    private Line(Selector selector, URI address, OpenLoop.Traffic kind, int number, long begin, Duration time)
            throws IOException {
        this.kind = kind;
        this.number = number;
        this.between = Duration.ofSeconds(1).toNanos() * EACH / kind.perSecond();
        this.first = begin + number * between / EACH;
        this.latencies = new long[(int) (time.toNanos() / between)];
        this.channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** All connections of one kind: together they have its rate. */
    static List<Line> timetable(Selector selector, URI address, OpenLoop.Traffic kind, long begin, Duration time)
            throws IOException {
        List<Line> lines = new ArrayList<>();
        for (int number = 0; number < EACH; number++) {
            lines.add(new Line(selector, address, kind, number, begin, time));
        }
        return lines;
    }

    /** When it has the next one to send, {@link System#nanoTime()}; the end of time while it waits for an answer. */
    long sendWhatIsDue(long now) {
        if (isThrough() || sent > answered) {
            return Long.MAX_VALUE;
        }
        if (due(sent) <= now) {
            send(kind.requests().apply(sent * EACH + number));
            return Long.MAX_VALUE;
        }
        return due(sent);
    }

    private long due(int request) {
        return first + request * between;
    }

    private void send(Request request) {
        sent++;
        try {
            var bytes = request.bytes();
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException broken) {
            close();
        }
    }

    /** Takes in what has come; an answer is told the time at which it was whole. */
    void read() {
        try {
            if (channel.read(in) < 0) {
                close();
                return;
            }
        } catch (IOException broken) {
            close();
            return;
        }
        int status = takeAnswer();
        if (status != UNANSWERED) {
            latencies[answered] = System.nanoTime() - due(answered);
            answered++;
            errors += kind.expected().test(status) ? 0 : 1;
        }
    }

    /** The status of an answer that is all there. */
    private int takeAnswer() {
        var head = HEAD.matcher(new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1));
        if (!head.lookingAt() || in.position() < head.end() + Integer.parseInt(head.group(2))) {
            return UNANSWERED;
        }
        in.clear();
        return Integer.parseInt(head.group(1));
    }

    boolean isThrough() {
        return answered == latencies.length || !channel.isOpen();
    }

    /** Of those that were answered. */
    LongStream latencies() {
        return Arrays.stream(latencies, 0, answered);
    }

    /** Requests without the answer that they should get. */
    long errors() {
        return errors + latencies.length - answered;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
