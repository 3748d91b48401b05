package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.route.BodyRule;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.IdempotencyKey;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Set;

/** What can be said of a request before anybody is asked: its path, its size, the type of its body. */
final class Admission {
    private static final int LARGEST_HEAD = 32 << 10;
    private static final int BETWEEN_NAME_AND_VALUE = 4;
    private static final int LONGEST_PATH = 1024;
    private static final String HOST = "host";
    private static final Set<String> DOTS = Set.of("", ".", "..");
    private static final Set<HttpMethod> TYPED = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private Admission() {}

    /**
     * 431 {@code RequestHeaderFieldsTooLarge} beyond 32 KiB; 400 for other than one {@code Host} (RFC 9112, 3.2), for a line that says
     * {@code HTTP/2.0} or another version that nobody speaks there, and for two {@code Idempotency-Key}s: a service would have to choose.
     */
    static void checkHead(HttpServerRequest request) {
        long size = request.uri().length();
        int hosts = 0;
        int keys = 0;
        for (var header : request.headers()) {
            size += header.getKey().length() + header.getValue().length() + BETWEEN_NAME_AND_VALUE;
            hosts += HOST.equalsIgnoreCase(header.getKey()) ? 1 : 0;
            keys += IdempotencyKey.HEADER.equalsIgnoreCase(header.getKey()) ? 1 : 0;
        }
        if (size > LARGEST_HEAD) {
            throw EdgeProblem.headersTooLarge();
        }
        if (request.version() == null) {
            throw Problem.invalid("request line: must say HTTP/1.1");
        }
        if (hosts > 1 || (hosts == 0 && request.version() == HttpVersion.HTTP_1_1)) {
            throw Problem.invalid("Host: must come once");
        }
        if (keys > 1) {
            throw Problem.invalid(IdempotencyKey.HEADER + ": must come once");
        }
    }

    /**
     * The path, exactly as it goes on. Ids and names need no escapes, so a path with one, with an empty or dotted segment, or in absolute
     * form leads nowhere (404): no two readers of it can disagree.
     */
    static String path(String uri) {
        int query = uri.indexOf('?');
        var path = query < 0 ? uri : uri.substring(0, query);
        if (path.length() > LONGEST_PATH || !isPlain(path)) {
            throw Problem.notFound();
        }
        return path;
    }

    /** Whether it is segments of RFC 3986's unreserved characters, none of them empty, "." or "..". */
    private static boolean isPlain(String path) {
        if (!path.startsWith("/")) {
            return false;
        }
        int segment = 1;
        for (int i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (i - segment <= 2 && DOTS.contains(path.substring(segment, i))) {
                    return false;
                }
                segment = i + 1;
            } else if (!isUnreserved(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** Whether a body comes with the request; 413 {@code PayloadTooLarge} or 415 {@code UnsupportedMediaType} if it may not. */
    static boolean checkBody(HttpServerRequest request, BodyRule rule) {
        var headers = request.headers();
        boolean chunked = isChunked(request);
        long length = length(headers, rule);
        if (length > rule.largest()) {
            throw EdgeProblem.bodyTooLarge(rule);
        }
        boolean hasBody = chunked || length > 0 || isUnannounced(request);
        boolean mustBeJson = rule == BodyRule.JSON && TYPED.contains(request.method());
        if (hasBody && (isEncoded(headers) || (mustBeJson && !isJson(headers)))) {
            throw EdgeProblem.mediaType();
        }
        return hasBody;
    }

    /** Whether anything may come after the head: in HTTP/1 only what is announced (RFC 9112, 6.3). */
    static boolean mayHaveBody(HttpServerRequest request) {
        var headers = request.headers();
        return request.version() == HttpVersion.HTTP_2
                || headers.contains(HttpHeaders.CONTENT_LENGTH)
                || headers.contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static boolean isChunked(HttpServerRequest request) {
        var encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            return false;
        }
        if (encodings.size() > 1
                || !encodings.getFirst().equals("chunked")
                || request.version() != HttpVersion.HTTP_1_1) {
            throw Problem.invalid("Transfer-Encoding: must be chunked, in HTTP/1.1 only, or absent");
        }
        return true;
    }

    /** HTTP/2 may send a body without a word of its length; one that has a type is expected. */
    private static boolean isUnannounced(HttpServerRequest request) {
        var headers = request.headers();
        return request.version() == HttpVersion.HTTP_2
                && headers.contains(HttpHeaders.CONTENT_TYPE)
                && !headers.contains(HttpHeaders.CONTENT_LENGTH);
    }

    private static long length(MultiMap headers, BodyRule rule) {
        try {
            var length = headers.get(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException absurd) {
            throw EdgeProblem.bodyTooLarge(rule);
        }
    }

    private static boolean isEncoded(MultiMap headers) {
        return headers.contains(HttpHeaders.CONTENT_ENCODING)
                && !headers.contains(HttpHeaders.CONTENT_ENCODING, "identity", true);
    }

    private static boolean isJson(MultiMap headers) {
        var types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 && MediaTypes.isJson(types.getFirst());
    }
}
