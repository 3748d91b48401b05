package dev.tollgate.auth;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jspecify.annotations.Nullable;

/**
 * Stands where an OpenID provider would, over HTTP: discovery, keys, and a token endpoint that checks the client's secret, the redirect
 * address and PKCE. Whoever is sent to it is signed in as the test says.
 */
public final class Provider {
    private static final RsaJsonWebKey RSA = rsa("rsa");
    private static final RsaJsonWebKey NEXT = rsa("next");
    private static final EllipticCurveJsonWebKey EC = ec();

    // read here and not where requests are answered: those threads have no configuration
    private static final String ISSUER = config("tollgate.oidc.issuer");
    private static final String CLIENT =
            config("tollgate.oidc.client-id") + ':' + config("tollgate.oidc.client-secret");
    private static final Map<String, Grant> GRANTS = new ConcurrentHashMap<>();
    private static volatile JsonWebKeySet published = new JsonWebKeySet(RSA, EC);
    private static @Nullable HttpServer server;

    private Provider() {}

    /** What a code is good for: once, and for whoever can answer the challenge. */
    private record Grant(String redirectUri, String challenge, String idToken) {}

    public static String issuer() {
        return ISSUER;
    }

    /** The key that is published and signs with RS256. */
    public static RsaJsonWebKey key() {
        return RSA;
    }

    /** The key that is published and signs with ES256. */
    public static EllipticCurveJsonWebKey ecKey() {
        return EC;
    }

    /** A key that is published from now on. */
    public static RsaJsonWebKey rotate() {
        published = new JsonWebKeySet(NEXT, RSA, EC);
        return NEXT;
    }

    public static synchronized void up() throws IOException {
        if (server == null) {
            var address = URI.create(issuer());
            var http = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
            http.createContext("/jwks", exchange -> answer(exchange, 200, keys()));
            http.createContext("/token", Provider::token);
            http.start();
            server = http;
        }
    }

    public static synchronized void down() {
        var running = server;
        if (running != null) {
            running.stop(0);
            server = null;
        }
    }

    /** The person signs in at the address they were sent to; the code that their browser takes back. */
    public static String signIn(String authorizationUrl, String idToken) {

        var code = UUID.randomUUID().toString();
        GRANTS.put(
                code,
                new Grant(
                        parameter(authorizationUrl, "redirect_uri"),
                        parameter(authorizationUrl, "code_challenge"),
                        idToken));
        return code;
    }

    /** A parameter in the query of an address. */
    public static String parameter(String url, String name) {
        return form(URI.create(url).getRawQuery()).getOrDefault(name, "");
    }

    private static void token(HttpExchange exchange) throws IOException {
        var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var grant = GRANTS.remove(String.valueOf(form.get("code")));
        if (grant != null && isGood(grant, form, exchange)) {
            answer(
                    exchange,
                    200,
                    json(Map.of(
                            "id_token",
                            grant.idToken(),
                            "access_token",
                            "an-access-token",
                            "token_type",
                            "Bearer",
                            "expires_in",
                            300)));
        } else {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private static boolean isGood(Grant grant, Map<String, String> form, HttpExchange exchange) {
        return credentials().equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "authorization_code".equals(form.get("grant_type"))
                && grant.redirectUri().equals(form.get("redirect_uri"))
                && grant.challenge().equals(s256(String.valueOf(form.get("code_verifier"))));
    }

    private static String credentials() {
        return "Basic " + Base64.getEncoder().encodeToString(CLIENT.getBytes(StandardCharsets.UTF_8));
    }

    private static String s256(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String metadata() {
        return json(Map.of(
                "issuer",
                issuer(),
                "authorization_endpoint",
                issuer() + "/authorize",
                "token_endpoint",
                issuer() + "/token",
                "jwks_uri",
                issuer() + "/jwks"));
    }

    private static String json(Map<String, Object> fields) {
        try {
            return new ObjectMapper().writeValueAsString(fields);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String keys() {
        return published.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static Map<String, String> form(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static RsaJsonWebKey rsa(String kid) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(kid);
            key.setUse("sig");
            return key;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static EllipticCurveJsonWebKey ec() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("ec");
            key.setUse("sig");
            return key;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
