package dev.tollgate.auth.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the configuration makes of it; signing in is tested over HTTP. */
class OpenIdProviderTest {
    private final Registered registered = new Registered();

    @Test
    void withoutAnIssuerThereIsNoSuchSignIn() {
        var provider = provider(null, "client", "https://dashboard.example.com/");
        provider.register(registered);

        assertFalse(provider.isConfigured());
        assertTrue(registered.tenants.isEmpty());
    }

    @Test
    void issuerIsVerifiedAsItIsWritten() {
        provider("https://id.example.com/tenant/", "client", "https://dashboard.example.com/")
                .register(registered);

        var tenant = registered.tenants.getFirst();
        assertEquals("https://id.example.com/tenant/", tenant.token().issuer().orElseThrow());
        assertEquals(List.of("client"), tenant.token().audience().orElseThrow());
        assertFalse(tenant.token().allowOpaqueTokenIntrospection());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://id.example.com", "ftp://id.example.com", "id.example.com"})
    void issuerWithoutTlsIsRefusedAtTheStart(String issuer) {
        var provider = provider(issuer, "client", "https://dashboard.example.com/");

        assertThrows(IllegalStateException.class, () -> provider.register(registered));
    }

    @Test
    void halfAConfigurationIsRefusedAtTheStart() {
        assertThrows(
                IllegalStateException.class,
                () -> provider("https://id.example.com", null, "https://dashboard.example.com/")
                        .register(registered));
        assertThrows(
                IllegalStateException.class,
                () -> provider("https://id.example.com", "client").register(registered));
    }

    @SuppressWarnings("NullAway") // nobody asks the extension for a provider before somebody signs in
    static OpenIdProvider provider(
            @org.jspecify.annotations.Nullable String issuer,
            @org.jspecify.annotations.Nullable String clientId,
            String... redirects) {
        return new OpenIdProvider(new Settings(issuer, clientId, List.of(redirects)), null);
    }

    private record Settings(
            @org.jspecify.annotations.Nullable String url,
            @org.jspecify.annotations.Nullable String client,
            List<String> redirects)
            implements OidcSettings {
        @Override
        public Optional<String> issuer() {
            return Optional.ofNullable(url);
        }

        @Override
        public Optional<String> clientId() {
            return Optional.ofNullable(client);
        }

        @Override
        public Optional<String> clientSecret() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> redirectUris() {
            return redirects.isEmpty() ? Optional.empty() : Optional.of(redirects);
        }

        @Override
        public String provider() {
            return "oidc";
        }
    }

    private static final class Registered implements Oidc {
        private final List<OidcTenantConfig> tenants = new ArrayList<>();

        @Override
        public void create(OidcTenantConfig tenant) {
            tenants.add(tenant);
        }

        @Override
        public void createServiceApp(String url) {
            throw new AssertionError();
        }

        @Override
        public void createWebApp(String url, String clientId, String secret) {
            throw new AssertionError();
        }
    }
}
