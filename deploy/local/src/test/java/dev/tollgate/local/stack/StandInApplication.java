package dev.tollgate.local.stack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Stands where a packaged application would, so that the launcher can be tested before there is one: listens where its
 * environment says, is ready at once, and tells its environment. The one on the port that the system property {@code broken.port} names ends.
 */
public final class StandInApplication {

    private StandInApplication() {}

    /** Serves until it is ended. */
    public static void main(String[] arguments) throws IOException {
        var port = System.getenv("QUARKUS_HTTP_PORT");
        if (port.equals(System.getProperty("broken.port"))) {
            System.out.println("this one is broken");
            System.exit(7);
        }
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var body = String.join("\n", System.getenv().keySet()).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }
}
