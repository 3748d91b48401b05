package dev.tollgate.webhooks.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private final AddressGuard guard = new AddressGuard(List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8.8.8.8                | true  | public
            1.1.1.1                | true  | public
            172.15.255.255         | true  | just before private
            172.32.0.0             | true  | just after private
            100.63.255.255         | true  | just before CGNAT
            100.128.0.0            | true  | just after CGNAT
            169.253.255.255        | true  | just before link-local
            223.255.255.255        | true  | last unicast
            0.0.0.0                | false | unspecified
            0.1.2.3                | false | this network
            10.0.0.1               | false | private
            10.255.255.255         | false | private
            100.64.0.1             | false | CGNAT
            127.0.0.1              | false | loopback
            127.255.255.254        | false | loopback
            169.254.169.254        | false | metadata
            169.254.0.1            | false | link-local
            172.16.0.1             | false | private
            172.31.255.255         | false | private
            192.0.0.192            | false | metadata of another cloud
            192.0.2.1              | false | documentation
            192.88.99.1            | false | 6to4 relay
            192.168.1.1            | false | private
            198.18.0.1             | false | benchmark
            198.51.100.1           | false | documentation
            203.0.113.1            | false | documentation
            224.0.0.1              | false | multicast
            239.255.255.255        | false | multicast
            240.0.0.1              | false | reserved
            255.255.255.255        | false | broadcast
            2606:4700:4700::1111   | true  | public
            2a00:1450:4001:80b::1  | true  | public
            ::                     | false | unspecified
            ::1                    | false | loopback
            64:ff9b::7f00:1        | false | NAT64 of loopback
            64:ff9b::808:808       | false | NAT64 of a public one
            64:ff9b:1::1           | false | local NAT64
            100::1                 | false | discard
            2001::1                | false | Teredo
            2001:db8::1            | false | documentation
            2002:7f00:1::          | false | 6to4 of loopback
            2002:808:808::         | false | 6to4 of a public one
            3fff::1                | false | documentation
            fc00::1                | false | unique local
            fd00:ec2::254          | false | metadata over IPv6
            fe80::1                | false | link-local
            fec0::1                | false | site-local
            ff02::1                | false | multicast
            ::7f00:1               | false | IPv4-compatible
            """)
    void onlyPublicUnicastPasses(String address, boolean allowed, String what) throws UnknownHostException {
        assertEquals(allowed, guard.allows(InetAddress.getByName(address)), what);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000ffff7f000001", "00000000000000000000ffff08080808"})
    void mappedAddressesOfANameServerAreRefused(String bytes) throws UnknownHostException {
        var mapped =
                Inet6Address.getByAddress("rebinding.example", HexFormat.of().parseHex(bytes), -1);

        assertFalse(guard.allows(mapped));
    }

    @Test
    void anOperatorMayAllowRangesAndNothingBesideThem() throws UnknownHostException {
        var local = new AddressGuard(List.of("127.0.0.0/8", " ::1/128", "10.1.2.0/23"));

        for (var inside : List.of("127.0.0.1", "::1", "10.1.3.255", "8.8.8.8")) {
            assertTrue(local.allows(InetAddress.getByName(inside)), inside);
        }
        for (var outside : List.of("10.1.4.0", "169.254.169.254", "fe80::1")) {
            assertFalse(local.allows(InetAddress.getByName(outside)), outside);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "localhost/8", "::1/129", "10.0.0.0/x", "/8"})
    void whatIsNoNetworkStopsTheService(String cidr) {
        assertThrows(IllegalArgumentException.class, () -> new AddressGuard(List.of(cidr)));
    }
}
