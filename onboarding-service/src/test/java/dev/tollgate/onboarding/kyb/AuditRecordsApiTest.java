package dev.tollgate.onboarding.kyb;

import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.staff;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
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

    @Test
    void whatStaffDecideIsRecordedWithItsReasonAndNobodysData() {
        api.approved();
        for (var decision : List.of("reject", "approve")) {
            post(api.owner("live"), "/v1/onboarding/kyb", Applications.valid())
                    .then()
                    .statusCode(200);
            post(
                            staff().header("X-Forwarded-For", "198.51.100.9"),
                            "/v1/admin/kyb/" + api.org() + "/" + decision,
                            Map.of("notes", "Known."))
                    .then()
                    .statusCode(200);
        }

        try (var records = FactsOnKafka.of("tollgate.onboarding.audit.v1")) {
            var recorded = records.await(api.org(), 6).subList(2, 6);
            assertEquals(
                    List.of("kyb.submitted", "kyb.rejected", "kyb.submitted", "kyb.approved"),
                    recorded.stream()
                            .map(record -> record.data().path("action").asText())
                            .toList());
            for (var decided : List.of(recorded.get(1), recorded.get(3))) {
                assertEquals("staff", decided.data().at("/actor/type").asText());
                assertEquals("198.51.100.9", decided.data().path("ip").asText());
                assertEquals("pending", decided.data().at("/before/kybStatus").asText());
                assertEquals("live", decided.event().path("mode").asText());
                assertFalse(decided.value().contains("Souza"));
            }
            assertEquals("Known.", recorded.get(1).data().at("/after/reason").asText());
            assertEquals(
                    "approved", recorded.get(3).data().at("/after/kybStatus").asText());
        }
    }
}
