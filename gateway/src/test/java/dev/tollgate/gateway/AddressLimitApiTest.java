package dev.tollgate.gateway;

import static dev.tollgate.gateway.BehindTheGate.TRUSTED_PROXY;
import static dev.tollgate.gateway.Requests.ROUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.gateway.RawConnection.Response;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose request it is, and how often one address may try. Each test comes from an address of its own. */
@QuarkusTest
@QuarkusTestResource(BehindTheGate.class)
class AddressLimitApiTest {
    /** In five seconds. */
    private static final int REFUSED_CREDENTIALS = 25;

    private static final int PUBLIC_REQUESTS = 600;

    @SuppressWarnings("NullAway.Init") // set by BehindTheGate
    Services services;

    @AfterEach
    void forget() {
        services.reset();
    }

    @Test
    void floodOfGarbageIs429BeforeAnybodyIsAsked() throws IOException {
        services.keys.on(Services.KEYS_RESOLVE, 200, "{\"outcome\":\"refused\"}");
        try (var client = new RawConnection("127.0.0.21")) {
            var refused = flood(client, AddressLimitApiTest::unknownKey, REFUSED_CREDENTIALS);
            assertTrue(refused.body().contains("RateLimitExceeded"));
            tellsItsLimit(refused, "refused-credentials", REFUSED_CREDENTIALS, 5);
        }
        assertTrue(services.keys.arrived().size() <= 2 * REFUSED_CREDENTIALS);
        try (var another = new RawConnection("127.0.0.22")) {
            assertEquals(401, unknownKey(another).status());
        }
    }

    @Test
    void signInIsLimitedPerAddress() throws IOException {
        try (var client = new RawConnection("127.0.0.23")) {
            var refused = flood(client, AddressLimitApiTest::signIn, PUBLIC_REQUESTS);
            tellsItsLimit(refused, "address", PUBLIC_REQUESTS, 60);
        }
        assertTrue(services.auth.arrived().size() <= 2 * PUBLIC_REQUESTS);
        try (var another = new RawConnection("127.0.0.24")) {
            assertEquals(200, signIn(another).status());
        }
    }

    @Test
    void uploadsAreLimitedPerAddress() throws IOException {
        try (var client = new RawConnection("127.0.0.25")) {
            flood(client, AddressLimitApiTest::upload, PUBLIC_REQUESTS);
        }
        try (var another = new RawConnection("127.0.0.26")) {
            assertEquals(200, upload(another).status());
        }
    }

    @Test
    void keysOfSessionsAreLimitedPerAddress() throws IOException {
        try (var client = new RawConnection("127.0.0.27")) {
            flood(client, AddressLimitApiTest::sessionKeys, PUBLIC_REQUESTS);
        }
        assertTrue(services.auth.arrived().size() <= 2 * PUBLIC_REQUESTS);
    }

    private interface Asking {
        Response by(RawConnection client) throws IOException;
    }

    /** Two more than two windows let in, as one may end in between: the last refusal, of two at least, wherever that end was. */
    private static Response flood(RawConnection client, Asking asking, int limit) throws IOException {
        List<Response> refused = new ArrayList<>();
        for (int i = 0; i < 2 * limit + 2; i++) {
            var answer = asking.by(client);
            if (answer.status() == 429) {
                refused.add(answer);
            }
        }
        assertTrue(refused.size() >= 2, refused.size() + " of " + (2 * limit + 2) + " refused");
        return refused.getLast();
    }

    /** contract/conventions.md, Errors: a 429 says when to come back, and which limit it was. */
    private static void tellsItsLimit(Response response, String policy, int limit, int window) {
        int seconds = Integer.parseInt(response.header("retry-after").orElseThrow());
        assertTrue(seconds >= 1 && seconds <= window);
        assertEquals(
                '"' + policy + "\";r=0;t=" + seconds,
                response.header("ratelimit").orElseThrow());
        assertEquals(
                '"' + policy + "\";q=" + limit + ";w=" + window,
                response.header("ratelimit-policy").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.31 | X-Forwarded-For: 6.6.6.6 | 127.0.0.31",
                TRUSTED_PROXY + " | X-Forwarded-For: 6.6.6.6 | 6.6.6.6",
                TRUSTED_PROXY + " | X-Forwarded-For: 1.1.1.1, 6.6.6.6 | 6.6.6.6",
                TRUSTED_PROXY + " | X-Forwarded-For: 1.1.1.1, 6.6.6.6, fd00::1 | 6.6.6.6",
                TRUSTED_PROXY + " | X-Forwarded-For: 6.6.6.6, 127.0.0.9 | 6.6.6.6",
                TRUSTED_PROXY + " | X-Forwarded-For: 1.1.1.1, nonsense | 127.0.0.9",
                TRUSTED_PROXY + " | X-Forwarded-For: 2001:db8::1 | 2001:db8:0:0:0:0:0:1",
                TRUSTED_PROXY + " | X-Other: 1 | 127.0.0.9",
            })
    void clientIsThePeerUnlessATrustedProxySaysOtherwise(String peer, String header, String client) throws IOException {
        assertEquals(List.of(client), forwarded(peer, header, "X-Forwarded-For"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.31, http", TRUSTED_PROXY + ", https"})
    void schemeIsWhatATrustedProxySays(String peer, String scheme) throws IOException {
        assertEquals(List.of(scheme), forwarded(peer, "X-Forwarded-Proto: https", "X-Forwarded-Proto"));
    }

    private List<String> forwarded(String peer, String header, String asked) throws IOException {
        try (var client = new RawConnection(peer)) {
            assertEquals(
                    200,
                    client.send("GET /pay/abc HTTP/1.1", "Host: x", header)
                            .response()
                            .status());
        }
        return Objects.requireNonNull(services.payments.last().headers().get(asked));
    }

    private static Response unknownKey(RawConnection client) throws IOException {
        var key = ApiKeyText.mint(Mode.TEST).text().reveal();
        return client.send("GET " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key)
                .response();
    }

    private static Response upload(RawConnection client) throws IOException {
        return client.send("PUT /v1/uploads/token HTTP/1.1", "Host: x", "Content-Length: 0")
                .response();
    }

    private static Response sessionKeys(RawConnection client) throws IOException {
        return client.send("GET /.well-known/jwks.json HTTP/1.1", "Host: x").response();
    }

    private static Response signIn(RawConnection client) throws IOException {
        return client.send("POST /v1/auth/signin HTTP/1.1", "Host: x", "Content-Length: 0")
                .response();
    }
}
