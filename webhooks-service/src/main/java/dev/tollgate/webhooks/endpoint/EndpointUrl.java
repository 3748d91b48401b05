package dev.tollgate.webhooks.endpoint;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a subscription's messages go: an absolute https URL, in test also http, without user info and fragment. */
public record EndpointUrl(URI uri) {
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_PORT = 65_535;

    /** Reads what a client sent; anything else is a {@code ValidationError} at {@code url}. */
    public static EndpointUrl parse(String text, Mode mode) {
        if (text.length() > MAX_LENGTH) {
            throw Problem.invalid("url: must have at most " + MAX_LENGTH + " characters");
        }
        try {
            var url = new EndpointUrl(new URI(text));
            url.check(mode);
            return url;
        } catch (URISyntaxException notAUrl) {
            throw Problem.invalid("url: must be an absolute URL");
        }
    }

    private void check(Mode mode) {
        if (uri.getHost() == null || uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            throw Problem.invalid("url: must be an absolute URL with a host");
        }
        if (!isTls() && (mode == Mode.LIVE || !"http".equalsIgnoreCase(uri.getScheme()))) {
            throw Problem.invalid(mode == Mode.LIVE ? "url: must be https" : "url: must be https or http");
        }
        if (uri.getRawUserInfo() != null) {
            throw Problem.invalid("url: must not contain user info");
        }
        if (uri.getRawFragment() != null) {
            throw Problem.invalid("url: must not contain a fragment");
        }
        if (isMappedLiteral()) {
            throw refused();
        }
    }

    /** What a client is told whose host leads where we don't go. It does not say where that is. */
    static Problem refused() {
        return Problem.invalid("url: must lead to a public address");
    }

    boolean isTls() {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    /** The host without the brackets of an IPv6 literal. */
    String host() {
        var host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        return uri.getPort() != -1 ? uri.getPort() : isTls() ? 443 : 80;
    }

    /** Path and query, as they were written. */
    String target() {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    /** {@code [::ffff:8.8.8.8]}: Java would take it for the IPv4 address inside. */
    private boolean isMappedLiteral() {
        var host = host();
        return host.indexOf(':') >= 0 && Network.parse("::ffff:0:0/96").containsLiteral(host);
    }
}
