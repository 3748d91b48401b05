package dev.tollgate.bench.gateway;

import java.net.URI;
import java.util.List;

/**
 * One way to the upstream.
 *
 * @param processes those between the client and the upstream, whose processor time is counted
 */
record Way(String name, URI address, List<ProcessHandle> processes) {
    static final String DIRECT = "direct";
    static final String PROXY_PASS = "nginx proxy_pass";
    static final String AUTH_REQUEST = "nginx auth_request";
    static final String GATEWAY = "gateway";
    static final String WITHOUT_MEMORY = "gateway, memory off";
}
