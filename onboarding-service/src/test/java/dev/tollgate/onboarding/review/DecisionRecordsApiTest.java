package dev.tollgate.onboarding.review;

import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.staff;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What moves of an organization leave for the audit log: each one record, a refused one none. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class DecisionRecordsApiTest {
    private final Api api = Api.ofNewOrganization();

    @Test
    void everyMoveIsRecordedWithWhoFromWhereBeforeAndAfter() {
        api.declare().then().statusCode(202);
        decide("deny");
        api.declare().then().statusCode(202);
        decide("approve");
        decide("suspend");
        api.decide("suspend").then().statusCode(409);
        decide("reinstate");

        try (var records = FactsOnKafka.of("tollgate.onboarding.audit.v1")) {
            var recorded = records.await(api.org(), 6);
            assertEquals(
                    List.of("declared", "denied", "declared", "approved", "suspended", "reinstated"),
                    recorded.stream()
                            .map(record -> record.data().path("action").asText().replace("production_access.", ""))
                            .toList());
            for (var record : recorded) {
                EventSchemas.assertValid(record.value());
                boolean declared = record.data().path("action").asText().endsWith("declared");
                assertEquals(
                        declared ? "user" : "staff",
                        record.data().at("/actor/type").asText());
                if (!declared) {
                    assertEquals("198.51.100.9", record.data().path("ip").asText());
                }
            }
            var suspended = recorded.get(4).data();
            assertEquals("production_approved", suspended.at("/before/status").asText());
            assertEquals("production_suspended", suspended.at("/after/status").asText());
            assertTrue(suspended.path("after").toString().contains("because"), suspended.toString());
        }
    }

    private void decide(String decision) {
        post(
                        staff().header("X-Forwarded-For", "198.51.100.9"),
                        "/v1/admin/production-access/" + api.org() + "/" + decision,
                        Map.of("notes", "because"))
                .then()
                .statusCode(200);
    }
}
