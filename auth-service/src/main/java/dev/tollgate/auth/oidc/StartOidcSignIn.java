package dev.tollgate.auth.oidc;

import dev.tollgate.auth.signin.LinkToken;
import dev.tollgate.auth.signin.SignInLimit;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.error.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends somebody to the provider: the attempt is written down, and the address to go to is the answer. */
@ApplicationScoped
class StartOidcSignIn {
    private final OpenIdProvider provider;
    private final OidcAttempts attempts;
    private final SignInLimit limit;

    StartOidcSignIn(OpenIdProvider provider, OidcAttempts attempts, SignInLimit limit) {
        this.provider = provider;
        this.attempts = attempts;
        this.limit = limit;
    }

    /** What came of it. */
    sealed interface Answer {
        record Started(String authorizationUrl) implements Answer {}

        record TooMany(SignInLimit.Answer.Refused limit) implements Answer {}
    }

    /**
     * @param redirectUri where to come back to, one of the configured addresses; null for the first of them
     * @param client who asks; each counts its attempts
     */
    Uni<Answer> start(@Nullable String redirectUri, @Nullable String client) {
        if (!provider.isConfigured()) {
            throw Problem.notFound();
        }
        var allowed = provider.redirectUris();
        if (redirectUri != null && !allowed.contains(redirectUri)) {
            throw OidcProblem.foreignRedirect();
        }
        var back = redirectUri == null ? allowed.getFirst() : redirectUri;
        var state = LinkToken.random();
        return limit.admit("oidc " + LinkToken.hash(state), client).chain(answer -> switch (answer) {
            case SignInLimit.Answer.Admitted() -> send(state, back);
            case SignInLimit.Answer.Refused refused -> Uni.createFrom().item(new Answer.TooMany(refused));
        });
    }

    private Uni<Answer> send(Secret state, String redirectUri) {
        var attempt = new OidcAttempt(LinkToken.random().reveal(), LinkToken.random(), redirectUri);
        return provider.authorizationEndpoint()
                .call(() -> attempts.add(state, attempt))
                .map(endpoint -> new Answer.Started(url(endpoint, state, attempt)));
    }

    private String url(String endpoint, Secret state, OidcAttempt attempt) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", provider.clientId());
        parameters.put("redirect_uri", attempt.redirectUri());
        parameters.put("scope", "openid email");
        parameters.put("state", state.reveal());
        parameters.put("nonce", attempt.nonce());
        parameters.put("code_challenge", challenge(attempt.verifier()));
        parameters.put("code_challenge_method", "S256");
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + '=' + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", endpoint + (endpoint.contains("?") ? '&' : '?'), ""));
    }

    /** RFC 7636, section 4.2: the SHA-256 of the verifier, base64url. */
    private static String challenge(Secret verifier) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(LinkToken.hash(verifier)));
    }
}
