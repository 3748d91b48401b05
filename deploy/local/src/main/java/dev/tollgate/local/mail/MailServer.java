package dev.tollgate.local.mail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The mail of a local run: SMTP without credentials on the loopback address, and what it took as a page for people
 * ({@code GET /}, {@code /?to=<address>}) and as JSON for programs ({@code GET /api/messages?to=<address>}, newest first).
 * Nothing leaves the machine and nothing outlives this JVM.
 */
public final class MailServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private final GreenMail smtp;
    private final HttpServer http;
    private final Inbox inbox;

    private MailServer(GreenMail smtp, HttpServer http) {
        this.smtp = smtp;
        this.http = http;
        this.inbox = new Inbox(smtp);
    }

    /** Starts both servers; they serve when this returns. */
    public static MailServer start(int smtpPort, int httpPort) {
        var smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort), 0);
            var server = new MailServer(smtp, http);
            http.createContext("/", server::handle);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.start();
            return server;
        } catch (IOException e) {
            smtp.stop();
            throw new UncheckedIOException("cannot serve the inbox on port " + httpPort, e);
        }
    }

    /** Where the inbox is. */
    public URI inbox() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            // A web page that points its own name at 127.0.0.1 must not read links that sign people in.
            if (!addressedToUs(exchange.getRequestHeaders().getFirst("Host"))) {
                answer(exchange, 403, "text/plain", "This inbox answers to 127.0.0.1 and localhost only.\n");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 405, "text/plain", "GET only.\n");
            } else {
                get(exchange);
            }
        }
    }

    private void get(HttpExchange exchange) throws IOException {
        var to = parameter(exchange.getRequestURI(), "to");
        switch (exchange.getRequestURI().getPath()) {
            case "/" -> answer(exchange, 200, "text/html", InboxPage.of(inbox.messages(to), to));
            case "/api/messages" ->
                answer(exchange, 200, "application/json", JSON.writeValueAsString(Map.of("data", inbox.messages(to))));
            default -> answer(exchange, 404, "text/plain", "There is / and /api/messages.\n");
        }
    }

    private static boolean addressedToUs(@Nullable String host) {
        return host != null && OWN_NAMES.contains(host.replaceFirst(":\\d+$", ""));
    }

    private static String parameter(URI address, String name) {
        var query = address.getRawQuery();
        return query == null
                ? ""
                : Arrays.stream(query.split("&"))
                        .filter(pair -> pair.startsWith(name + "="))
                        .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                        .findFirst()
                        .orElse("");
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'self'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
        smtp.stop();
    }
}
