package dev.tollgate.auth;

import static io.restassured.RestAssured.given;

import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** The service under test, as the gateway would call it. */
public final class AuthApi {
    private AuthApi() {}

    public static String newAddress() {
        return "ada-" + UUID.randomUUID() + "@acme.example";
    }

    public static RequestSpecification as(String internalToken) {
        return given().contentType(ContentType.JSON).auth().oauth2(internalToken);
    }

    public static Response post(String internalToken, String path, Object body) {
        return as(internalToken).body(body).post(path);
    }

    /** A public route, through the gateway, without a credential. */
    public static Response post(String path, Object body) {
        return post(TestTokens.anonymous(), path, body);
    }

    public static Response signUp(String address) {
        return post(
                "/v1/organizations", Map.of("organizationName", "Acme Ltd", "email", address, "name", "Ada Lovelace"));
    }

    public static Response signIn(String address) {
        return post("/v1/auth/signin", Map.of("email", address));
    }

    public static Response consume(String token) {
        return post("/v1/auth/sessions/consume", Map.of("token", token));
    }

    public static Response resolve(String sessionToken) {
        return post(TestTokens.service(), "/internal/v1/sessions/resolve", Map.of("token", sessionToken));
    }

    /** Somebody signed in. */
    public record SignedIn(String token, String userId, String orgId, String sessionId, String role) {
        /** What the gateway makes of the session's token. */
        public String principal() {
            return role.equals("platform_admin")
                    ? TestTokens.staffSession(sessionId, userId)
                    : TestTokens.session(sessionId, userId, orgId, role, "test");
        }
    }

    /** Signs a new organization up and its owner in. */
    public static SignedIn owner() {
        var address = newAddress();
        Mailbox.up();
        signUp(address).then().statusCode(201);
        return open(Mailbox.token(address));
    }

    /** Signs staff in. */
    public static SignedIn staff() {
        var address = "staff@tollgate.example";
        int before = Mailbox.messages(address).size();
        signIn(address).then().statusCode(200);
        return open(Mailbox.token(address, before + 1));
    }

    /** Has somebody invited into an organization; answers with the member. */
    public static Response invite(SignedIn by, String address, String role) {
        return post(by.principal(), "/v1/members", Map.of("email", address, "role", role));
    }

    /** Has somebody invited, opens their link and signs them in. */
    public static SignedIn member(SignedIn by, String role) {
        var address = newAddress();
        Mailbox.up();
        invite(by, address, role).then().statusCode(201);
        return open(Mailbox.token(address));
    }

    private static SignedIn open(String mailedToken) {
        var session = consume(mailedToken).then().statusCode(200).extract().jsonPath();
        var token = session.getString("token");
        var sessionId =
                resolve(token).then().statusCode(200).extract().jsonPath().getString("sessionId");
        return new SignedIn(
                token,
                session.getString("user.id"),
                session.getString("user.orgId"),
                sessionId,
                session.getString("user.role"));
    }
}
