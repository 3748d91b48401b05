package dev.tollgate.auth.oidc;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.Oidc;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.runtime.OidcProvider;
import io.quarkus.oidc.runtime.OidcUtils;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/** The configured provider, by way of quarkus-oidc: discovery, its keys, its token endpoint, and the verification of its ID tokens. */
@ApplicationScoped
class OpenIdProvider {
    private static final Logger LOG = Logger.getLogger(OpenIdProvider.class);
    private static final String TENANT = "sign-in-provider";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OidcSettings settings;
    private final Instance<TenantConfigBean> tenants;

    OpenIdProvider(OidcSettings settings, Instance<TenantConfigBean> tenants) {
        this.settings = settings;
        this.tenants = tenants;
    }

    /** At the start. The provider need not be there then; it is asked again when somebody signs in. */
    void register(@Observes Oidc oidc) {
        settings.issuer().ifPresent(issuer -> oidc.create(tenant(issuer)));
    }

    private OidcTenantConfig tenant(String issuer) {
        var address = URI.create(issuer);
        if (!"https".equals(address.getScheme()) && !"127.0.0.1".equals(address.getHost())) {
            throw new IllegalStateException("TOLLGATE_OIDC_ISSUER must be an https address");
        }
        if (settings.clientId().isEmpty() || redirectUris().isEmpty()) {
            throw new IllegalStateException(
                    "TOLLGATE_OIDC_ISSUER needs TOLLGATE_OIDC_CLIENT_ID and TOLLGATE_OIDC_REDIRECT_URIS");
        }
        var config = OidcTenantConfig.authServerUrl(issuer)
                .tenantId(TENANT)
                .clientId(clientId())
                .connectionTimeout(PATIENCE)
                .token()
                .issuer(issuer)
                .audience(clientId())
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end();
        settings.clientSecret().ifPresent(config::credentials);
        return config.build();
    }

    boolean isConfigured() {
        return settings.issuer().isPresent();
    }

    List<String> redirectUris() {
        return settings.redirectUris().orElse(List.of());
    }

    String clientId() {
        return settings.clientId().orElseThrow();
    }

    /** What the people's records call it. */
    String name() {
        return settings.provider();
    }

    /** Where people sign in. */
    Uni<String> authorizationEndpoint() {
        return ready().map(provider -> provider.getMetadata().getAuthorizationUri());
    }

    /** Exchanges a code for an ID token and says who it is about; {@link OidcProblem#refused} for anything that is not in order. */
    Uni<ProvedPerson> redeem(String code, OidcAttempt attempt) {
        return ready().chain(provider -> provider.getCodeFlowTokens(
                        code, attempt.redirectUri(), attempt.verifier().reveal())
                .ifNoItem()
                .after(PATIENCE)
                .failWith(Upstream::timeout)
                .chain(tokens -> person(provider, tokens.getIdToken(), attempt.nonce()))
                .onFailure(OpenIdProvider::isRefusal)
                .transform(OpenIdProvider::refused)
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(OpenIdProvider::away));
    }

    private Uni<ProvedPerson> person(OidcProvider provider, @Nullable String idToken, String nonce) {
        if (idToken == null) {
            throw OidcProblem.refused();
        }
        return verified(provider, idToken, nonce)
                .map(token -> ProvedPerson.of(OidcUtils.decodeJwtContent(token), clientId())
                        .orElseThrow(OidcProblem::refused));
    }

    /** The same token if it is in order. A key that is not known yet may be new: then the provider's keys are read again, now and then. */
    private static Uni<String> verified(OidcProvider provider, String idToken, String nonce) {
        try {
            provider.verifyJwtToken(idToken, true, true, nonce);
            return Uni.createFrom().item(idToken);
        } catch (InvalidJwtException invalid) {
            return invalid.getCause() instanceof UnresolvableKeyException
                    ? provider.refreshJwksAndVerifyJwtToken(idToken, true, true, nonce)
                            .replaceWith(idToken)
                    : Uni.createFrom().failure(invalid);
        }
    }

    private Uni<OidcProvider> ready() {
        var tenant = tenants.get().getStaticTenant(TENANT);
        return (tenant.ready() ? Uni.createFrom().item(tenant) : tenant.initialize())
                .map(TenantConfigContext::provider)
                .ifNoItem()
                .after(PATIENCE)
                .failWith(Upstream::timeout)
                .onFailure(failure -> !(failure instanceof Problem))
                .transform(OpenIdProvider::away);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof InvalidJwtException || failure instanceof OIDCException;
    }

    private static Problem refused(Throwable why) {
        LOG.infof("an OpenID sign-in was refused: %s", why.getClass().getSimpleName());
        return OidcProblem.refused();
    }

    private static Problem away(Throwable why) {
        LOG.warnf("the OpenID provider is away: %s", why);
        return Upstream.unavailable();
    }
}
