package dev.tollgate.auth.session;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SignOutApiTest {
    private static final String PATH = "/v1/auth/signout";

    @Test
    void signingOutEndsEveryTokenOfTheSessionOnTheNextRequest() {
        var owner = AuthApi.owner();
        var second = AuthApi.post(owner.principal(), "/v1/auth/switch-mode", Map.of("mode", "test"))
                .jsonPath()
                .getString("token");

        AuthApi.as(owner.principal()).post(PATH).then().statusCode(204);

        for (var token : List.of(owner.token(), second)) {
            AuthApi.resolve(token).then().statusCode(200).body("outcome", equalTo("refused"));
        }
    }

    @Test
    void signingOutAgainIs204AndOneFact() {
        var owner = AuthApi.owner();
        AuthApi.as(owner.principal()).post(PATH).then().statusCode(204);
        AuthApi.as(owner.principal()).post(PATH).then().statusCode(204);

        var marker = AuthApi.owner();
        AuthApi.as(marker.principal()).post(PATH).then().statusCode(204);
        try (var facts = FactsOnKafka.of(SessionEvent.ENDED.topic())) {
            var ended = facts.await(owner.sessionId(), SessionEvent.ENDED.wire());
            assertEquals(owner.userId(), ended.data().path("userId").asText());
            assertTrue(ended.data().path("mode").isMissingNode());
            facts.await(marker.sessionId(), SessionEvent.ENDED.wire());
            assertEquals(2, facts.seen(owner.sessionId()).size());
        }
    }

    @Test
    void sessionOfSomebodyElseIsNotEnded() {
        var owner = AuthApi.owner();
        var other = AuthApi.owner();
        var mixed = TestTokens.session(owner.sessionId(), other.userId(), other.orgId(), "owner", "test");

        AuthApi.as(mixed).post(PATH).then().statusCode(204);

        AuthApi.resolve(owner.token()).then().body("outcome", equalTo("resolved"));
    }

    @Test
    void otherSessionsOfTheSamePersonGoOn() {
        var first = AuthApi.staff();
        var second = AuthApi.staff();

        AuthApi.as(first.principal()).post(PATH).then().statusCode(204);

        AuthApi.resolve(first.token()).then().body("outcome", equalTo("refused"));
        AuthApi.resolve(second.token()).then().body("outcome", equalTo("resolved"));
    }

    @Test
    void keysAndAgentsHaveNoSessionToEnd() {
        var owner = AuthApi.owner();
        for (var token : List.of(TestTokens.apiKey(owner.orgId(), "test"), TestTokens.agent(owner.orgId(), "live"))) {
            AuthApi.as(token).post(PATH).then().statusCode(403).body("error", equalTo("FORBIDDEN"));
        }
    }

    @Test
    void anonymousIs403() {
        AuthApi.as(TestTokens.anonymous()).post(PATH).then().statusCode(403).body("error", equalTo("InsufficientRole"));
    }

    @Test
    void withoutTheGatewaysTokenIs401() {
        RestAssured.given().post(PATH).then().statusCode(401).body("error", equalTo("AuthenticationRequired"));
    }
}
