package dev.tollgate.auth.key;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SigningKeyApiTest {
    private static final String PATH = "/v1/admin/session-keys/rotate";

    @Inject
    SigningKeys keys;

    private String first = "";

    @BeforeEach
    void oneKey() throws Exception {
        Rows.value("delete from signing_key");
        first = keys.ensure().kid();
    }

    @AfterEach
    void asBefore() throws Exception {
        oneKey();
    }

    @Test
    void rotatingIs201WithTheKeysAndAFact() {
        var person = TestIds.next("usr");

        var kids = AuthApi.post(TestTokens.staff(person), PATH, Map.of())
                .then()
                .statusCode(201)
                .body("kids", hasSize(2))
                .body("kids[1]", equalTo(first))
                .body("signing", equalTo(first))
                .extract()
                .jsonPath()
                .<String>getList("kids");

        try (var facts = FactsOnKafka.of(SigningKeyEvent.ROTATED.topic())) {
            var fact = facts.await(kids.getFirst(), SigningKeyEvent.ROTATED.wire());
            assertEquals("staff", fact.data().path("actor").path("type").asText());
            assertEquals(person, fact.data().path("actor").path("id").asText());
        }
    }

    @Test
    void rotationUnderWayIs200() {
        var kids = AuthApi.post(TestTokens.staff(), PATH, Map.of())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .<String>getList("kids");

        AuthApi.post(TestTokens.staff(), PATH, Map.of()).then().statusCode(200).body("kids", equalTo(kids));
    }

    @Test
    void bodyMayBeLeftOut() {
        AuthApi.as(TestTokens.staff()).post(PATH).then().statusCode(201);
    }

    @Test
    void tokensOfACompromisedKeyStopOnTheNextRequest() {
        var before = AuthApi.owner();
        AuthApi.resolve(before.token()).then().body("outcome", equalTo("resolved"));

        var signing = AuthApi.post(TestTokens.staff(), PATH, Map.of("compromised", true))
                .then()
                .statusCode(201)
                .body("kids", hasSize(1))
                .extract()
                .jsonPath()
                .getString("signing");

        AuthApi.resolve(before.token()).then().statusCode(200).body("outcome", equalTo("refused"));
        AuthApi.resolve(AuthApi.owner().token()).then().body("outcome", equalTo("resolved"));
        assertEquals("1", Rows.value("select count(*) from change_log where subject = 'signing_key:' || ?", first));
        try (var facts = FactsOnKafka.of(SigningKeyEvent.REVOKED.topic())) {
            facts.await(first, SigningKeyEvent.REVOKED.wire());
            facts.await(signing, SigningKeyEvent.ROTATED.wire());
        }
    }

    @Test
    void namedKeyIsRevokedOnce() {
        var revoke = Map.of("compromised", true, "kid", first);

        var kids = AuthApi.post(TestTokens.staff(), PATH, revoke)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .<String>getList("kids");
        AuthApi.post(TestTokens.staff(), PATH, revoke).then().statusCode(200).body("kids", equalTo(kids));
    }

    @Test
    void keyThatIsNoneOfOursIs400() {
        AuthApi.post(TestTokens.staff(), PATH, Map.of("compromised", true, "kid", "nobody-knows-it"))
                .then()
                .statusCode(400)
                .body("error", equalTo("ValidationError"))
                .body("message", contains("kid: is not one of our signing keys"));
    }

    @Test
    void kidWithoutSayingCompromisedIs400() {
        AuthApi.post(TestTokens.staff(), PATH, Map.of("kid", first))
                .then()
                .statusCode(400)
                .body("message", contains("kid: is only for a compromised key"));
    }

    @Test
    void malformedIs400() {
        AuthApi.post(TestTokens.staff(), PATH, "{\"compromised\":")
                .then()
                .statusCode(400)
                .body("error", equalTo("MalformedJson"));
    }

    @Test
    void everybodyButStaffIs403() {
        var org = TestIds.next("org");
        for (var token : List.of(
                TestTokens.user(org, "owner", "live"),
                TestTokens.apiKey(org, "live"),
                TestTokens.agent(org, "live"),
                TestTokens.service(),
                TestTokens.anonymous())) {
            AuthApi.post(token, PATH, Map.of("compromised", true))
                    .then()
                    .statusCode(403)
                    .body("error", equalTo("InsufficientRole"));
        }
        assertEquals("1", Rows.value("select count(*) from signing_key"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post(PATH)
                .then()
                .statusCode(401)
                .body("error", equalTo("AuthenticationRequired"));
    }

    @Test
    void otherContentTypeIs415() {
        RestAssured.given()
                .contentType(ContentType.TEXT)
                .auth()
                .oauth2(TestTokens.staff())
                .body("x")
                .post(PATH)
                .then()
                .statusCode(415)
                .body("error", equalTo("UnsupportedMediaType"));
    }
}
