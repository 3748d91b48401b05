package dev.tollgate.auth.organization;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class InternalOwnersApiTest {
    @Test
    void ownersAreThoseOfNowWithWhatIsProvedOfThem() {
        var first = AuthApi.owner();
        AuthApi.member(first, "admin");
        var second = AuthApi.member(first, "owner");

        ask(TestTokens.service(), first.orgId())
                .then()
                .statusCode(200)
                .body("organizationName", equalTo("Acme Ltd"))
                .body("owners.userId", contains(first.userId(), second.userId()))
                .body("owners[0].name", equalTo("Ada Lovelace"))
                .body("owners.provider", everyItem(equalTo("email")))
                .body("owners.emailVerified", everyItem(equalTo(true)));
    }

    @Test
    void organizationNobodyHeardOfIsAbsent() {
        ask(TestTokens.service(), TestIds.next("org")).then().statusCode(404).body("error", equalTo("NotFound"));
        ask(TestTokens.service(), "usr_1").then().statusCode(404).body("error", equalTo("NotFound"));
    }

    @Test
    void onlyServicesAsk() {
        var owner = AuthApi.owner();

        ask(owner.principal(), owner.orgId()).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        ask(TestTokens.staff(), owner.orgId()).then().statusCode(403).body("error", equalTo("InsufficientRole"));
        RestAssured.get(path(owner.orgId())).then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
    }

    private static Response ask(String token, String orgId) {
        return AuthApi.as(token).get(path(orgId));
    }

    private static String path(String orgId) {
        return "/internal/v1/organizations/" + orgId + "/owners";
    }
}
