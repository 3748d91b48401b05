package dev.tollgate.onboarding.account;

import static dev.tollgate.onboarding.Accounts.SELLER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What moves of connected accounts leave for the audit log. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class AccountRecordsApiTest {
    private final Accounts accounts = Accounts.ofNewOrganization("live");

    @Test
    void decisionsAndPayoutsAreRecordedAndOneKeyIsToldFromAnother() {
        Accounts.decide(accounts.submitted(SELLER), "reject").then().statusCode(200);
        var seller = accounts.approvedSeller();
        payTo(seller, "ana@example.com");
        payTo(seller, "rui@example.com");

        try (var records = FactsOnKafka.of("tollgate.onboarding.audit.v1")) {
            var recorded = records.await(accounts.org(), 6);
            assertEquals(
                    List.of("verifying", "rejected", "verifying", "approved", "payout_configured", "payout_configured"),
                    recorded.stream()
                            .map(record -> record.data().path("action").asText().replace("connected_account.", ""))
                            .toList());
            for (var record : recorded) {
                EventSchemas.assertValid(record.value());
                assertFalse(record.value().contains("ana@") || record.value().contains("rui@"));
                assertFalse(record.value().contains("Souza"));
            }
            var rejected = recorded.get(1).data();
            assertEquals("staff", rejected.at("/actor/type").asText());
            assertEquals("verifying", rejected.at("/before/status").asText());
            assertEquals("because", rejected.at("/after/rejectionReason").asText());
            assertEquals("staff", recorded.get(3).data().at("/actor/type").asText());
            assertPixKeys(recorded.get(4).data(), "", "a***@example.com");
            assertPixKeys(recorded.get(5).data(), "a***@example.com", "r***@example.com");
        }
    }

    private void payTo(String seller, String address) {
        accounts.step(seller, "payout-config", Map.of("pixKeyType", "email", "pixKey", address))
                .then()
                .statusCode(200);
    }

    private static void assertPixKeys(JsonNode recorded, String before, String after) {
        assertEquals("api_key", recorded.at("/actor/type").asText());
        assertEquals(before, recorded.at("/before/pixKey").asText());
        assertEquals(after, recorded.at("/after/pixKey").asText());
        assertEquals("email", recorded.at("/after/pixKeyType").asText());
    }
}
