package dev.tollgate.webhooks.subscription;

import static dev.tollgate.webhooks.WebhooksApi.PATH;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import dev.tollgate.webhooks.WebhooksApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ReadSubscriptionsApiTest {
    private final WebhooksApi api = WebhooksApi.newOrganization();

    @Test
    void oneIsShown() {
        var id = api.subscribe("http://127.0.0.1:9/", "ping").id();

        api.get("/" + id).statusCode(200).body("id", equalTo(id)).body("eventTypes", contains("ping"));
    }

    @Test
    void pagesGoFromTheNewestToTheOldest() {
        var first = api.subscribe("http://127.0.0.1:9/1", "*").id();
        var second = api.subscribe("http://127.0.0.1:9/2", "*").id();
        var third = api.subscribe("http://127.0.0.1:9/3", "*").id();

        String cursor = api.get("?limit=2")
                .statusCode(200)
                .body("data.id", contains(third, second))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");

        api.get("?limit=2&cursor=" + cursor)
                .statusCode(200)
                .body("data.id", contains(first))
                .body("nextCursor", nullValue());
    }

    @Test
    void anotherOrganizationAndTheOtherModeSeeNothing() {
        var id = api.subscribe("http://127.0.0.1:9/", "*").id();

        for (var stranger : new WebhooksApi[] {WebhooksApi.newOrganization(), api.live()}) {
            stranger.get("").statusCode(200).body("data", hasSize(0));
            stranger.get("/" + id).statusCode(404).body("error", equalTo("NotFound"));
        }
    }

    @Test
    void anAbsentOrMalformedIdIsNotFound() {
        for (var id : new String[] {TestIds.next("whsub"), TestIds.next("pi"), "1", "whsub_"}) {
            api.get("/" + id).statusCode(404).body("error", equalTo("NotFound"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=abc", "cursor=MTp3aGRlbF8x"})
    void aBadPageIsRefused(String query) {
        var answer = api.request().get(PATH + "?" + query);

        answer.then().statusCode(400).body("error", equalTo("ValidationError"));
    }

    @Test
    void withoutATokenOrWithABadOneNobodyIsLetIn() {
        given().get(PATH).then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
        given().get(PATH + "/" + TestIds.next("whsub")).then().statusCode(401);
        for (var token : TestTokens.refused(api.orgId(), "test")) {
            given().header("Authorization", "Bearer " + token).get(PATH).then().statusCode(401);
        }
    }

    @Test
    void theScopeIsRequiredAndViewersHaveIt() {
        given().header("Authorization", "Bearer " + TestTokens.apiKey(api.orgId(), "test", "webhooks:write"))
                .get(PATH)
                .then()
                .statusCode(403)
                .body("error", equalTo("InsufficientScope"));
        given().header("Authorization", "Bearer " + TestTokens.user(api.orgId(), "viewer", "test"))
                .get(PATH)
                .then()
                .statusCode(200);
    }
}
