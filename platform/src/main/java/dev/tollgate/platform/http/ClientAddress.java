package dev.tollgate.platform.http;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where the request at hand came from, as the gateway saw it: it drops what clients say of that themselves and writes the header anew
 * (docs/reference/service-interfaces.md). Who reaches a service without the gateway's token is refused before it counts. It goes along when one service
 * asks another for the caller.
 */
public final class ClientAddress {
    public static final String HEADER = "x-forwarded-for";

    private static final String KEY = "tollgate.client-address";

    private ClientAddress() {}

    /** Of the request at hand; null in work that no request waits for. Unlike the request id it is no part of log lines. */
    public static @Nullable String current() {
        return VertxContext.isOnDuplicatedContext()
                ? ContextLocals.<String>get(KEY).orElse(null)
                : null;
    }

    /** Makes it that of the current context. */
    static void enter(@Nullable String header) {
        var address = read(header);
        if (address != null && VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(KEY, address);
        }
    }

    /** The last entry, which is the gateway's; null for anything but an address. */
    static @Nullable String read(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var last = header.substring(header.lastIndexOf(',') + 1).strip();
        try {
            return InetAddress.ofLiteral(last).getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
