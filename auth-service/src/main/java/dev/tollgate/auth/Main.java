package dev.tollgate.auth;

import dev.tollgate.auth.audit.verify.VerifyAuditLog;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Starts the service; or, told {@code audit-verify}, checks the audit log and ends (README). */
@QuarkusMain
public final class Main {
    private static final String AUDIT_VERIFY = "audit-verify";

    private Main() {}

    public static void main(String... arguments) {
        var told = List.of(arguments);
        if (!told.isEmpty() && told.getFirst().equals(AUDIT_VERIFY)) {
            var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            System.exit(VerifyAuditLog.run(told.subList(1, told.size()), System.getenv(), out));
        }
        Quarkus.run(arguments);
    }
}
