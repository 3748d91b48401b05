package dev.tollgate.auth.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** {@code tollgate.oidc.*}. Without an issuer, nobody signs in this way. */
@ConfigMapping(prefix = "tollgate.oidc")
interface OidcSettings {
    /** As the provider writes it in its tokens. */
    Optional<String> issuer();

    Optional<String> clientId();

    /** None for a public client, which PKCE alone protects. */
    Optional<String> clientSecret();

    /** Where the provider may send people back to, each compared as a whole; the first is taken where none is asked for. */
    Optional<List<String>> redirectUris();

    /** What the people's records call it. */
    @WithDefault("oidc")
    String provider();
}
