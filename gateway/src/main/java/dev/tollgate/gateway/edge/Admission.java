package dev.tollgate.gateway.edge;

import dev.tollgate.platform.error.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What can be said of a request before anybody is asked: its path, its size, the type of its body. */
final class Admission {
    static final long LARGEST_BODY = 1 << 20;

    private static final int LARGEST_HEAD = 32 << 10;
    private static final int BETWEEN_NAME_AND_VALUE = 4;
    private static final int LONGEST_PATH = 1024;
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_.~-]+");
    private static final Pattern JSON =
            Pattern.compile("application/json *(; *charset=\"?utf-8\"? *)?", Pattern.CASE_INSENSITIVE);
    private static final Set<HttpMethod> TYPED = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private Admission() {}

    /** 431 {@code RequestHeaderFieldsTooLarge} beyond 32 KiB. */
    static void checkHead(HttpServerRequest request) {
        long size = request.uri().length();
        for (var header : request.headers()) {
            size += header.getKey().length() + header.getValue().length() + BETWEEN_NAME_AND_VALUE;
        }
        if (size > LARGEST_HEAD) {
            throw EdgeProblem.headersTooLarge();
        }
    }

    /**
     * The path, exactly as it goes on. Ids and names need no escapes, so a path with one, with an empty or dotted segment, or in absolute
     * form leads nowhere (404): no two readers of it can disagree.
     */
    static String path(String uri) {
        int query = uri.indexOf('?');
        var path = query < 0 ? uri : uri.substring(0, query);
        if (!path.startsWith("/") || path.length() > LONGEST_PATH) {
            throw Problem.notFound();
        }
        for (var segment : path.substring(1).split("/", -1)) {
            if (!SEGMENT.matcher(segment).matches() || segment.equals(".") || segment.equals("..")) {
                throw Problem.notFound();
            }
        }
        return path;
    }

    /** Whether a body comes with the request; 413 {@code PayloadTooLarge} or 415 {@code UnsupportedMediaType} if it may not. */
    static boolean checkBody(HttpServerRequest request) {
        var headers = request.headers();
        boolean chunked = isChunked(headers.getAll(HttpHeaders.TRANSFER_ENCODING));
        long length = length(headers);
        if (length > LARGEST_BODY) {
            throw EdgeProblem.bodyTooLarge();
        }
        boolean hasBody = chunked || length > 0;
        if (hasBody && (isEncoded(headers) || (TYPED.contains(request.method()) && !isJson(headers)))) {
            throw EdgeProblem.mediaType();
        }
        return hasBody;
    }

    private static boolean isChunked(List<String> encodings) {
        if (encodings.isEmpty()) {
            return false;
        }
        if (encodings.size() > 1 || !encodings.getFirst().equals("chunked")) {
            throw Problem.invalid("Transfer-Encoding: must be chunked, or absent");
        }
        return true;
    }

    private static long length(MultiMap headers) {
        try {
            var length = headers.get(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException absurd) {
            throw EdgeProblem.bodyTooLarge();
        }
    }

    private static boolean isEncoded(MultiMap headers) {
        return headers.contains(HttpHeaders.CONTENT_ENCODING)
                && !headers.contains(HttpHeaders.CONTENT_ENCODING, "identity", true);
    }

    private static boolean isJson(MultiMap headers) {
        var types = headers.getAll(HttpHeaders.CONTENT_TYPE);
        return types.size() == 1 && JSON.matcher(types.getFirst()).matches();
    }
}
