package dev.tollgate.local.limits;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.local.stack.PastRun;
import dev.tollgate.local.stack.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Has limits-service compare every window with its reservations (its README, Reconciling), in the stack that runs in a checkout. */
public final class LimitsReconciliation {
    /** Every window holds what its reservations add up to. */
    static final int EQUAL = 0;

    /** One does not. */
    static final int DIFFERENT = 1;

    /** Nothing was found out. */
    static final int FAILED = 2;

    private static final String SERVICE = "limits-service";

    /** Of a run: the service's token for what it does on its own behalf, which is good for this route too. */
    private static final Path TOKEN = Path.of("run", "secrets", "limits-service-token.jwt");

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** All windows are compared in one statement. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LimitsReconciliation() {}

    /**
     * Runs it and tells {@code out} what it found: each window that differs, and a last line with the figures.
     *
     * @return {@link #EQUAL}, {@link #DIFFERENT} or, if limits-service gave no answer, {@link #FAILED}
     * @throws StartRefused when nothing runs here
     */
    public static int run(Path root, Map<String, String> environment, PrintStream out) throws InterruptedException {
        var stack = PastRun.of(root, environment);
        var address = stack.address(SERVICE).orElseThrow(LimitsReconciliation::nothingRuns);
        try {
            var token = Files.readString(stack.home().folder().resolve(TOKEN)).strip();
            return tell(ask(URI.create(address + "/internal/v1/reconciliation"), token), out);
        } catch (IOException unanswered) {
            out.println("limits-service has no answer: " + unanswered.getMessage());
            return FAILED;
        }
    }

    private static JsonNode ask(URI route, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(route)
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("HTTP " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        }
    }

    /** Says what an answer of the route says. */
    static int tell(JsonNode found, PrintStream out) {
        found.path("differences").forEach(difference -> out.println(line(difference)));
        long differing = found.path("differing").asLong();
        int shown = found.path("differences").size();
        if (differing > shown) {
            out.println("… and " + (differing - shown) + " more");
        }
        out.println(found.path("windows").asLong() + " windows since "
                + found.path("since").asText() + ": "
                + (differing == 0 ? "all hold what was reserved." : differing + " DIFFER."));
        return differing == 0 ? EQUAL : DIFFERENT;
    }

    private static String line(JsonNode difference) {
        return difference.path("organizationId").asText() + " "
                + difference.path("mode").asText()
                + (difference.has("agentId") ? " " + difference.path("agentId").asText() : "") + ", "
                + difference.path("period").asText() + " of "
                + difference.path("startsOn").asText() + ": holds "
                + sums(difference.path("kept")) + ", its reservations add up to "
                + sums(difference.path("recomputed"));
    }

    private static String sums(JsonNode sums) {
        return sums.path("reserved").asText() + " reserved and "
                + sums.path("committed").asText() + " committed";
    }

    private static StartRefused nothingRuns() {
        return new StartRefused("Tollgate does not run here; ./dev up starts it.");
    }
}
