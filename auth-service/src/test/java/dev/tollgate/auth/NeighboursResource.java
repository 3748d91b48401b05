package dev.tollgate.auth;

import dev.tollgate.testkit.Mailbox;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Tells the service under test where SMTP, onboarding-service and the OpenID provider will be; {@link Mailbox}, {@link Onboarding} and {@link
 * Provider} start them there.
 */
public final class NeighboursResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.mailer.port",
                freePort(),
                "tollgate.onboarding-url",
                "http://127.0.0.1:" + freePort(),
                "quarkus.rest-client.onboarding.read-timeout",
                "1000",
                "tollgate.staff-emails",
                "staff@tollgate.example, Second@tollgate.example",
                "tollgate.oidc.issuer",
                "http://127.0.0.1:" + freePort(),
                "tollgate.oidc.client-id",
                "tollgate-client",
                "tollgate.oidc.client-secret",
                "a-client-secret-that-only-the-provider-knows",
                "tollgate.oidc.redirect-uris",
                "https://dashboard.example.com/signed-in,https://other.example.com/back",
                "tollgate.oidc.provider",
                "acme-id");
    }

    @Override
    public void stop() {}

    private static String freePort() {
        try (var socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
