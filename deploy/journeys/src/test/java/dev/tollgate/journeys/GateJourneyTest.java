package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.Story;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** There is no way in but the gate. */
class GateJourneyTest {
    private final Story story = RunningStack.story();

    @ParameterizedTest
    @CsvSource({
        "auth-service, /v1/auth/signin",
        "keys-service, /v1/api-keys",
        "keys-service, /internal/v1/api-keys/resolve",
        "onboarding-service, /v1/tenants/declare-production",
        "payments-service, /v1/payment-intents",
        "limits-service, /internal/v1/reservations",
        "webhooks-service, /v1/webhook-subscriptions",
    })
    void aServiceRefusesARequestWithoutTheGatewaysToken(String service, String path) {
        var direct = Api.anonymous(RunningStack.get().address(service));

        direct.post(path, Map.of()).expect(401, "AuthenticationRequired");
    }

    @Test
    void aServiceRefusesAnybodyElsesToken() {
        var session = story.open(story.signUp("Back Door Ltd"));
        var direct =
                Api.anonymous(RunningStack.get().address("payments-service")).as(session.token());

        direct.get("/v1/payment-intents").expect(401, "InvalidJwt");
        story.api().as(session.token()).get("/v1/payment-intents").expect(200);
    }

    @Test
    void whatIsInternalIsNotAtTheGate() {
        var session = story.open(story.signUp("Curious Ltd"));
        var gate = story.api().as(session.token());

        gate.post("/internal/v1/api-keys/resolve", Map.of()).expect(404, "NotFound");
        gate.get("/q/metrics").expect(404, "NotFound");
    }

    @Test
    void oneOrganizationSeesNothingOfAnother() {
        var key = story.mintKey(story.open(story.signUp("Alpha Ltd")), "test").text("secret");
        var other = story.mintKey(story.open(story.signUp("Beta Ltd")), "test").text("secret");
        var intent = story.createIntent(key, "alpha-1", "ALPHA-1", "50.00")
                .expect(201)
                .text("id");

        story.api().as(other).get("/v1/payment-intents/" + intent).expect(404, "NotFound");
        story.api().as(other).post("/v1/payment-intents/" + intent + "/cancel").expect(404, "NotFound");
        assertEquals(
                0,
                story.api()
                        .as(other)
                        .get("/v1/payment-intents")
                        .body()
                        .path("data")
                        .size());
        story.createIntent(other, "alpha-1", "ALPHA-1", "50.00").expect(201);
    }
}
