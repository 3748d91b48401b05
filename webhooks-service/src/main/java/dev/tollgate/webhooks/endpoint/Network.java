package dev.tollgate.webhooks.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** A range of IPv4 or IPv6 addresses in CIDR notation. */
final class Network {
    private final byte[] base;
    private final int prefixLength;

    private Network(byte[] base, int prefixLength) {
        this.base = base;
        this.prefixLength = prefixLength;
    }

    /** Reads {@code 10.0.0.0/8} or {@code fc00::/7}; anything else is an {@link IllegalArgumentException}. */
    static Network parse(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0 || !cidr.substring(0, slash).matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw new IllegalArgumentException("not a network in CIDR notation: " + cidr);
        }
        var base = address(cidr.substring(0, slash));
        int length = Integer.parseInt(cidr.substring(slash + 1));
        if (length < 0 || length > base.length * 8) {
            throw new IllegalArgumentException("not a network in CIDR notation: " + cidr);
        }
        return new Network(base, length);
    }

    /** Java makes an IPv4 address of an IPv4-mapped IPv6 one; here it stays what it was. */
    private static byte[] address(String literal) {
        try {
            byte[] bytes = InetAddress.getByName(literal).getAddress();
            return bytes.length == 4 && literal.indexOf(':') >= 0 ? mapped(bytes) : bytes;
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException("not an address: " + literal, notALiteral);
        }
    }

    private static byte[] mapped(byte[] ipv4) {
        byte[] ipv6 = new byte[16];
        ipv6[10] = -1;
        ipv6[11] = -1;
        System.arraycopy(ipv4, 0, ipv6, 12, 4);
        return ipv6;
    }

    boolean contains(InetAddress address) {
        return contains(address.getAddress());
    }

    /** Of an address as it is written, before Java makes another of it. */
    boolean containsLiteral(String literal) {
        return contains(address(literal));
    }

    private boolean contains(byte[] bytes) {
        if (bytes.length != base.length) {
            return false;
        }
        int whole = prefixLength / 8;
        int rest = prefixLength % 8;
        return Arrays.equals(bytes, 0, whole, base, 0, whole)
                && (rest == 0 || ((bytes[whole] ^ base[whole]) & 0xff) >>> (8 - rest) == 0);
    }
}
