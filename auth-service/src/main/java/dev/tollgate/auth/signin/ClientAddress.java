package dev.tollgate.auth.signin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Where a request came from, as the gateway saw it and said in {@code X-Forwarded-For}. */
public final class ClientAddress {
    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    /**
     * What is counted as one client: an IPv4 address, or the /64 network of an IPv6 address, because whoever has one has all of it. The
     * last entry counts: earlier ones are the client's own words. Null where there is none.
     */
    public static @Nullable String of(@Nullable String forwardedFor) {
        if (forwardedFor == null) {
            return null;
        }
        var last = forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
        try {
            var address = InetAddress.ofLiteral(last);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "/64"
                    : address.getHostAddress();
        } catch (IllegalArgumentException notAnAddress) {
            return null;
        }
    }
}
