package dev.tollgate.gateway.ratelimit;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whose request it is: the peer's, unless {@code tollgate.trusted-proxies} (networks, as {@code 10.0.0.0/8,fd00::/8}) names the peer. Then
 * it is the last address in {@code X-Forwarded-For} that no trusted proxy has: what stands before that one, anybody may have written.
 */
@Singleton
public class ClientAddress {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

    private final List<IpSubnetFilterRule> trusted;

    ClientAddress(@ConfigProperty(name = "tollgate.trusted-proxies") Optional<List<String>> trusted) {
        this.trusted = trusted.orElse(List.of()).stream()
                .map(network -> network.strip().split("/", 2))
                .map(parts -> new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), IpFilterRuleType.ACCEPT))
                .toList();
    }

    /** As {@code InetAddress} writes it. */
    public String of(HttpServerRequest request) {
        var peer = request.remoteAddress().hostAddress();
        if (!isTrusted(peer)) {
            return peer;
        }
        var named = String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",", -1);
        var client = peer;
        for (int last = named.length - 1; last >= 0 && isTrusted(client); last--) {
            try {
                client = InetAddress.ofLiteral(named[last].strip()).getHostAddress();
            } catch (IllegalArgumentException nonsense) {
                return client;
            }
        }
        return client;
    }

    /** {@code http} or {@code https}, as the client sent it. */
    public String scheme(HttpServerRequest request) {
        boolean secure = request.isSSL()
                || ("https".equals(request.getHeader(FORWARDED_PROTO))
                        && isTrusted(request.remoteAddress().hostAddress()));
        return secure ? "https" : "http";
    }

    private boolean isTrusted(String address) {
        if (trusted.isEmpty()) {
            return false;
        }
        var socket = new InetSocketAddress(InetAddress.ofLiteral(address), 0);
        return trusted.stream().anyMatch(network -> network.matches(socket));
    }
}
