package dev.tollgate.platform.http;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * The two names of one request: the id a client sees and the W3C trace context that services and events carry. Unless the client came
 * with a trace of its own, the trace id is the request id without dashes, so either finds the other.
 */
public record RequestTrace(String requestId, String traceparent) {
    public static final String REQUEST_ID_HEADER = "x-request-id";
    public static final String TRACEPARENT_HEADER = "traceparent";

    private static final String REQUEST_ID_KEY = "requestId";
    private static final String TRACEPARENT_KEY = "traceparent";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern TRACEPARENT_FORM =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** From what came with a request: a valid UUID and a valid traceparent are kept, anything else is replaced. */
    public static RequestTrace of(@Nullable String requestId, @Nullable String traceparent) {
        var id = requestId != null && UUID_FORM.matcher(requestId).matches()
                ? requestId
                : UuidCreator.getRandomBasedFast().toString(); // unique; nobody need be unable to guess it
        return new RequestTrace(id, traceparent != null && isTraceparent(traceparent) ? traceparent : startedBy(id));
    }

    /** Of work that a fact set off: the trace goes on, and its id is the request id in logs. */
    public static RequestTrace continued(@Nullable String traceparent) {
        if (traceparent == null || !isTraceparent(traceparent)) {
            return of(null, null);
        }
        var hex = traceparent.substring(3, 35);
        var id = hex.substring(0, 8)
                + '-'
                + hex.substring(8, 12)
                + '-'
                + hex.substring(12, 16)
                + '-'
                + hex.substring(16, 20)
                + '-'
                + hex.substring(20);
        return new RequestTrace(id, traceparent);
    }

    /** The trace of the request or fact at hand; a new one where there is none. */
    public static RequestTrace current() {
        return MDC.get(REQUEST_ID_KEY) instanceof String id && MDC.get(TRACEPARENT_KEY) instanceof String trace
                ? new RequestTrace(id, trace)
                : of(null, null);
    }

    /** Makes this the trace of the current context: its log lines, its events and its calls carry it. */
    public void enter() {
        MDC.put(REQUEST_ID_KEY, requestId);
        MDC.put(TRACEPARENT_KEY, traceparent);
    }

    @SuppressWarnings(
            "NullAway") // the pattern is only asked when there is a text; NullAway does not follow that to the caller
    private static boolean isTraceparent(String text) {
        return TRACEPARENT_FORM.matcher(text).matches();
    }

    private static String startedBy(String requestId) {
        var trace = requestId.replace("-", "").toLowerCase(Locale.ROOT);
        return "00-" + trace + '-'
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)) + "-01";
    }
}
