package dev.tollgate.auth.oidc;

import static dev.tollgate.auth.oidc.OidcFlow.claims;
import static dev.tollgate.auth.oidc.OidcFlow.consume;
import static dev.tollgate.auth.oidc.OidcFlow.signed;
import static dev.tollgate.auth.oidc.OidcFlow.start;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Provider;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class IdentityBoundApiTest {
    private final String address = AuthApi.newAddress();
    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void somebodyHasAnAccount() throws Exception {
        Provider.up();
        AuthApi.signUp(address).then().statusCode(201);
    }

    @Test
    void whoeverAnAccountIsBoundToIsInTheAuditLogOnce() throws Exception {
        var first = signedIn();
        var second = signedIn();
        var owner = TestTokens.user(first.getString("user.id"), first.getString("user.orgId"), "owner", "test");
        AuthApi.as(owner)
                .body(Map.of("email", AuthApi.newAddress(), "role", "viewer"))
                .post("/v1/members")
                .then()
                .statusCode(201);

        await().until(() -> log(owner).getInt("head.sequence") == 3);

        assertEquals(first.getString("user.id"), second.getString("user.id"));
        assertEquals(
                List.of("member.invited", "identity.bound", "organization.created"),
                log(owner).getList("data.action"));
        assertEquals(
                Map.of("type", "user", "id", first.getString("user.id")),
                log(owner).getMap("data[1].actor"));
        assertEquals("email", log(owner).getString("data[1].before.provider"));
        assertEquals("acme-id", log(owner).getString("data[1].after.provider"));
        assertEquals(Provider.issuer() + ' ' + subject, log(owner).getString("data[1].after.subject"));
    }

    private JsonPath signedIn() throws Exception {
        var url = start();
        return consume(url, signed(claims(url, subject, address)))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath log(String owner) {
        return AuthApi.as(owner)
                .get("/v1/audit-log")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
