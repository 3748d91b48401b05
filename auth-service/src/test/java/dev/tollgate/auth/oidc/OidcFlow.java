package dev.tollgate.auth.oidc;

import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.Provider;
import dev.tollgate.testkit.TestTokens;
import io.restassured.response.Response;
import java.security.Key;
import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;

/** A sign-in by the provider of the tests, step by step. */
final class OidcFlow {
    static final String START = "/v1/auth/oidc/start";
    static final String CONSUME = "/v1/auth/oidc/consume";
    static final String PROVIDER = "select provider from user_account where email = ?";

    private OidcFlow() {}

    static String refusal(Response response) {
        var answer = response.then()
                .statusCode(401)
                .body("error", equalTo("InvalidJwt"))
                .extract()
                .jsonPath();
        return answer.getString("message") + answer.getMap("$").keySet();
    }

    static String start() {
        return AuthApi.post(START, Map.of())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("authorizationUrl");
    }

    static Response startFrom(String client) {
        return AuthApi.as(TestTokens.anonymous())
                .header("X-Forwarded-For", client)
                .body(Map.of())
                .post(START);
    }

    /** The person signs in at the provider and comes back. */
    static Response consume(String url, String idToken) {
        var code = Provider.signIn(url, idToken);
        return AuthApi.post(CONSUME, Map.of("code", code, "state", Provider.parameter(url, "state")));
    }

    static JwtClaims claims(String url, String subject, String address) {
        var claims = new JwtClaims();
        claims.setIssuer(Provider.issuer());
        claims.setAudience("tollgate-client");
        claims.setSubject(subject);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setStringClaim("nonce", Provider.parameter(url, "nonce"));
        claims.setStringClaim("email", address);
        claims.setClaim("email_verified", true);
        return claims;
    }

    static String signed(JwtClaims claims) throws Exception {
        return signed(claims, "RS256", Provider.key().getPrivateKey(), "rsa");
    }

    static String signed(JwtClaims claims, String algorithm, @Nullable Key key, @Nullable String kid) throws Exception {
        var token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        if (kid != null) {
            token.setKeyIdHeaderValue(kid);
        }
        token.setKey(key);
        token.setDoKeyValidation(false);
        token.setPayload(claims.toJson());
        return token.getCompactSerialization();
    }
}
