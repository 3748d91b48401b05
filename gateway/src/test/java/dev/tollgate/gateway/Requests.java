package dev.tollgate.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;

/** Requests as most tests send them, and the refusal of a credential, which is one shape everywhere. */
final class Requests {
    /** A route of payments-service that asks for a credential. */
    static final String ROUTE = "/v1/payment-intents";

    private Requests() {}

    static RequestSpecification withKey(String key) {
        return given().header("X-API-Key", key);
    }

    /** The head of a {@code POST} of JSON, for a {@link RawConnection}. */
    static String[] post(String key, String... headers) {
        var head = Stream.of(
                "POST " + ROUTE + " HTTP/1.1", "Host: x", "X-API-Key: " + key, "Content-Type: application/json");
        return Stream.concat(head, Stream.of(headers)).toArray(String[]::new);
    }

    /** Sends the request and expects 401 with this code. */
    static void refused(RequestSpecification request, String code) {
        request.get(ROUTE)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer")
                .header("X-Environment", nullValue())
                .body("statusCode", equalTo(401))
                .body("error", equalTo(code));
    }
}
