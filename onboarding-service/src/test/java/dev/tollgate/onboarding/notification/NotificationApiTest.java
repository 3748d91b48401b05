package dev.tollgate.onboarding.notification;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class NotificationApiTest {
    private static final String LIST = "/v1/notifications";
    private final Api api = Api.ofNewOrganization();

    @Test
    void theDeclaringOwnerIsToldOfEachDecisionNewestFirst() {
        api.approved();
        api.decide("suspend");

        api.owner()
                .get(LIST)
                .then()
                .statusCode(200)
                .body("data.type", contains("production_access.suspended", "production_access.approved"))
                .body("data.decision", contains(3, 2))
                .body("data[0]", aMapWithSize(10))
                .body("data[0].organizationId", equalTo(api.org()))
                .body("data[0].organizationName", equalTo("Souza Comércio"))
                .body("data[0].notes", equalTo("because"))
                .body("data[0].title", equalTo("Your production access was suspended"))
                .body("data.readAt", everyItem(nullValue()))
                .body("nextCursor", nullValue());
        api.owner("live").get(LIST).then().body("data.size()", equalTo(2));
    }

    @Test
    void pagesNeitherRepeatNorSkip() {
        api.approved();
        api.decide("suspend");

        var first = page(api.owner(), "limit=1");
        var second = page(api.owner(), "limit=1&cursor=" + first.getString("nextCursor"));

        assertEquals(3, first.getInt("data[0].decision"));
        assertEquals(2, second.getInt("data[0].decision"));
        assertEquals(null, second.getString("nextCursor"));
    }

    @Test
    void whatIsReadIsCountedNoLonger() {
        api.approved();
        api.decide("suspend");
        assertUnread(api.owner(), 2);
        var newest = page(api.owner(), "unread=true").getString("data[0].id");

        var at = api.owner()
                .noContentType()
                .post(LIST + "/" + newest + "/read")
                .then()
                .statusCode(200)
                .body("id", equalTo(newest))
                .body("readAt", not(nullValue()))
                .extract()
                .<String>path("readAt");

        api.owner().post(LIST + "/" + newest + "/read").then().statusCode(200).body("readAt", equalTo(at));
        assertUnread(api.owner(), 1);
        api.owner().get(LIST + "?unread=true").then().body("data.decision", contains(2));
        api.owner().get(LIST + "?unread=false").then().body("data.size()", equalTo(2));
        api.owner().post(LIST + "/read-all").then().statusCode(200).body("read", equalTo(1));
        api.owner().post(LIST + "/read-all").then().statusCode(200).body("read", equalTo(0));
        assertUnread(api.owner(), 0);
        api.decide("reinstate");
        assertUnread(api.owner(), 1);
    }

    @Test
    void reviewersAreToldOfDeclarationsAndEachReadsForThemselves() {
        var reviewer = TestIds.next("usr");
        var other = TestIds.next("usr");
        api.declare();

        var told = page(as(TestTokens.staff(reviewer)), "limit=1");

        assertEquals("production_access.declared", told.getString("data[0].type"));
        assertEquals(api.org(), told.getString("data[0].organizationId"));
        var id = told.getString("data[0].id");
        as(TestTokens.staff(reviewer)).post(LIST + "/" + id + "/read").then().statusCode(200);
        as(TestTokens.staff(other)).get(LIST + "?unread=true&limit=100").then().body("data.id", hasItem(id));
        as(TestTokens.staff(reviewer)).post(LIST + "/read-all").then().statusCode(200);
        assertUnread(as(TestTokens.staff(reviewer)), 0);
        refused(api.owner().post(LIST + "/" + id + "/read"), 404, "NotFound");
        api.owner().get(LIST).then().body("data.size()", equalTo(0));
    }

    @Test
    void anotherPersonsNotificationIsAbsent() {
        api.approved();
        var id = page(api.owner(), "limit=1").getString("data[0].id");
        var path = LIST + "/" + id + "/read";
        var stranger = Api.ofNewOrganization();

        refused(as(TestTokens.user(api.org(), "admin", "test")).post(path), 404, "NotFound");
        refused(stranger.owner().post(path), 404, "NotFound");
        refused(
                as(TestTokens.user(api.ownerId(), stranger.org(), "owner", "test"))
                        .post(path),
                404,
                "NotFound");
        refused(as(TestTokens.staff()).post(path), 404, "NotFound");
        refused(api.owner().post(LIST + "/" + TestIds.next("ntf") + "/read"), 404, "NotFound");
        refused(api.owner().post(LIST + "/usr_1/read"), 404, "NotFound");
        assertUnread(api.owner(), 1);
    }

    @Test
    void keysAndAgentsHaveNone() {
        for (var token : new String[] {
            TestTokens.apiKey(api.org(), "test"), TestTokens.agent(api.org(), "test"),
        }) {
            refused(as(token).get(LIST), 403, "FORBIDDEN");
            refused(as(token).get(LIST + "/unread-count"), 403, "FORBIDDEN");
            refused(as(token).post(LIST + "/read-all"), 403, "FORBIDDEN");
            refused(as(token).post(LIST + "/" + TestIds.next("ntf") + "/read"), 403, "FORBIDDEN");
        }
        refused(as(TestTokens.service()).get(LIST), 403, "InsufficientRole");
        refused(given().get(LIST), 401, "AuthenticationRequired");
        refused(given().get(LIST + "/unread-count"), 401, "AuthenticationRequired");
        refused(given().post(LIST + "/read-all"), 401, "AuthenticationRequired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unread=yes", "limit=0", "limit=x", "cursor=x"})
    void aBadParameterIsAValidationError(String query) {
        refused(api.owner().get(LIST + "?" + query), 400, "ValidationError");
    }

    private static void assertUnread(RequestSpecification reader, int count) {
        reader.get(LIST + "/unread-count")
                .then()
                .statusCode(200)
                .body("$", aMapWithSize(1))
                .body("unread", equalTo(count));
    }

    private static JsonPath page(RequestSpecification reader, String query) {
        return reader.get(LIST + "?" + query).then().statusCode(200).extract().jsonPath();
    }
}
