package dev.tollgate.webhooks.endpoint;

import dev.tollgate.webhooks.WebhooksSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * No way into our network (contract/webhooks.md): only public unicast addresses pass, and those that the operator allows. The ranges are
 * the IANA special-purpose registries (RFC 6890 and its updates); whatever carries an IPv4 address inside an IPv6 one is refused as a whole.
 */
@Singleton
public class AddressGuard {
    private static final List<Network> REFUSED_IPV4 = networks(
            "0.0.0.0/8", // this network, unspecified
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by carriers (CGNAT)
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, cloud metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4"); // reserved, broadcast

    /** The only IPv6 space that is global unicast: loopback, unspecified, mapped, NAT64, unique local, link-local and multicast lie outside. */
    private static final Network GLOBAL_IPV6 = Network.parse("2000::/3");

    private static final List<Network> REFUSED_IPV6 = networks(
            "2001::/23", // protocol assignments, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4: an IPv4 address inside
            "3fff::/20"); // documentation

    private final List<Network> allowed;

    @Inject
    AddressGuard(WebhooksSettings settings) {
        this(settings.allowedNetworks().orElse(List.of()));
    }

    AddressGuard(List<String> allowedNetworks) {
        allowed = allowedNetworks.stream()
                .map(String::strip)
                .filter(cidr -> !cidr.isEmpty())
                .map(Network::parse)
                .toList();
    }

    /** Whether a request may go to {@code address}. */
    public boolean allows(InetAddress address) {
        return allowed.stream().anyMatch(network -> network.contains(address)) || isPublic(address);
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address
                ? REFUSED_IPV4.stream().noneMatch(network -> network.contains(address))
                : GLOBAL_IPV6.contains(address)
                        && REFUSED_IPV6.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... cidrs) {
        return Stream.of(cidrs).map(Network::parse).toList();
    }
}
