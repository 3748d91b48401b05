package dev.tollgate.gateway.route;

import dev.tollgate.gateway.upstream.Service;
import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a public path leads.
 *
 * @param method null: each that the service takes
 * @param path of segments that are literal or {@code *} (any one); {@code /**} at the end stands for nothing or more segments
 * @param pattern the same, to match with
 * @param service null: answered by the gateway itself
 * @param needsCredential whether the request must carry one; if not, none is looked at
 */
public record Route(
        @Nullable HttpMethod method,
        String path,
        Pattern pattern,
        @Nullable Service service,
        boolean needsCredential,
        LiveRule live,
        BodyRule body) {

    Route(@Nullable HttpMethod method, String path, @Nullable Service service, boolean needsCredential, LiveRule live) {
        this(method, path, pattern(path), service, needsCredential, live, BodyRule.JSON);
    }

    /** A route that takes a file from whoever has its URL. */
    static Route forFiles(HttpMethod method, String path, Service service) {
        return new Route(method, path, pattern(path), service, false, LiveRule.OPEN, BodyRule.FILE);
    }

    /**
     * Whether each address may only do this so often: what anybody may ask for, and costs a mail, a session, a place on a disk or at least a query.
     * What payments-service takes from anybody are calls of rails, which come as often as money moves.
     */
    public boolean isLimitedByAddress() {
        return !needsCredential && service != Service.PAYMENTS;
    }

    boolean leads(String requested) {
        return pattern.matcher(requested).matches();
    }

    boolean takes(HttpMethod requested) {
        return method == null
                || method.equals(requested)
                || (method.equals(HttpMethod.GET) && requested.equals(HttpMethod.HEAD));
    }

    private static Pattern pattern(String path) {
        boolean below = path.endsWith("/**");
        var fixed = below ? path.substring(0, path.length() - "/**".length()) : path;
        return Pattern.compile(fixed.replace(".", "\\.").replace("*", "[^/]+") + (below ? "(/.*)?" : ""));
    }
}
