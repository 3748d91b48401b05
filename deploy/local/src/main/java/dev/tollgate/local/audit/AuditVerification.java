package dev.tollgate.local.audit;

import dev.tollgate.local.stack.PastRun;
import dev.tollgate.local.stack.Stack;
import dev.tollgate.local.stack.StartRefused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The auth-service's {@code audit-verify} (its README), on the database of the stack that runs in a checkout. */
public final class AuditVerification {
    /** Of a run, for a person who wants to look into its database: a line {@code <role> <password>} each. */
    private static final Path DATABASE_PASSWORDS = Path.of("run", "secrets", "database-passwords");

    private static final String DATABASE_ROLE = "auth_app ";

    private AuditVerification() {}

    /**
     * Runs it and shows {@code out} what it says.
     *
     * @param arguments {@code [<organization> [<sequence>:<hash>]]}
     * @return its exit code: 0 if every chain is intact, 1 if one is not, 2 if that could not be found out
     * @throws StartRefused when nothing runs here
     */
    public static int run(Path root, Map<String, String> environment, List<String> arguments, PrintStream out)
            throws InterruptedException {
        var stack = PastRun.of(root, environment);
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                root.resolve(Path.of("auth-service", "target", "quarkus-app", "quarkus-run.jar"))
                        .toString(),
                "audit-verify"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "TOLLGATE_DB_HOST", "127.0.0.1",
                        "TOLLGATE_DB_PORT", port(stack),
                        "TOLLGATE_DB_APP_PASSWORD", password(stack)));
        try {
            var verification = builder.start();
            show(verification, out);
            return verification.waitFor();
        } catch (IOException unstartable) {
            throw new StartRefused("Cannot run audit-verify: " + unstartable.getMessage());
        }
    }

    private static void show(Process verification, PrintStream out) throws IOException {
        try (var lines =
                new BufferedReader(new InputStreamReader(verification.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(out::println);
        }
    }

    private static String port(PastRun stack) {
        return stack.address(Stack.POSTGRES)
                .map(address -> address.substring(address.lastIndexOf(':') + 1))
                .orElseThrow(AuditVerification::nothingRuns);
    }

    private static String password(PastRun stack) {
        try (var passwords = Files.lines(stack.home().folder().resolve(DATABASE_PASSWORDS))) {
            return passwords
                    .filter(line -> line.startsWith(DATABASE_ROLE))
                    .map(line -> line.substring(DATABASE_ROLE.length()))
                    .findFirst()
                    .orElseThrow(AuditVerification::nothingRuns);
        } catch (IOException none) {
            throw nothingRuns();
        }
    }

    private static StartRefused nothingRuns() {
        return new StartRefused("Tollgate does not run here; ./dev up starts it.");
    }
}
