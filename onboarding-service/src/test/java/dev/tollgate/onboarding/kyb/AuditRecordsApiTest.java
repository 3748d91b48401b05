package dev.tollgate.onboarding.kyb;

import static dev.tollgate.onboarding.Api.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What requests leave for the audit log. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class AuditRecordsApiTest {
    private static final String TOS = "/v1/onboarding/tos";
    private final Api api = Api.ofNewOrganization();

    @Test
    void whatIsAcceptedAndSubmittedIsRecordedOnce() {
        post(api.owner("test").header("X-Forwarded-For", "203.0.113.7"), TOS, "{}")
                .then()
                .statusCode(200);
        post(api.owner("test"), TOS, "{}").then().statusCode(200);
        post(api.owner("test"), "/v1/onboarding/kyb", Applications.valid())
                .then()
                .statusCode(200);

        try (var records = FactsOnKafka.of("tollgate.onboarding.audit.v1")) {
            var recorded = records.await(api.org(), 3);
            assertEquals(
                    List.of("terms.accepted", "kyb.submitted", "kyb.approved"),
                    recorded.stream()
                            .map(record -> record.data().path("action").asText())
                            .toList());
            assertEquals("203.0.113.7", recorded.getFirst().data().path("ip").asText());
            assertEquals("service", recorded.getLast().data().at("/actor/type").asText());
        }
    }
}
