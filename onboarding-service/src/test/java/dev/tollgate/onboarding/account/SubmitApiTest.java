package dev.tollgate.onboarding.account;

import static dev.tollgate.onboarding.Accounts.SELLER;
import static dev.tollgate.onboarding.Accounts.atOnce;
import static dev.tollgate.onboarding.Accounts.with;
import static dev.tollgate.onboarding.Api.refused;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an account with its papers to a decision of the sandbox, and to a PIX key. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class SubmitApiTest {
    private static final Map<String, Object> PAYOUT = Map.of("pixKeyType", "cnpj", "pixKey", "11.222.333/0001-81");

    private final Accounts accounts = Accounts.ofNewOrganization("test");

    @Test
    void whatIsMissingIsNamed() {
        var id = accounts.created(SELLER);

        refused(accounts.submit(id), 400, "ValidationError")
                .body(
                        "message",
                        contains("tos: must be accepted", "documents.business_registration: must be uploaded"));
        accounts.acceptTerms(id);
        accounts.uploadPath(id, "business_registration", "image/png");
        accounts.uploadDocument(id, "identity_document");
        refused(accounts.submit(id), 400, "ValidationError")
                .body("message", contains("documents.business_registration: must be uploaded"));
        accounts.uploadDocument(id, "business_registration");
        accounts.submit(id)
                .then()
                .statusCode(200)
                .body("status", equalTo("verifying"))
                .body("missing", empty())
                .body("submittedAt", notNullValue())
                .body("decidedAt", nullValue());
    }

    @Test
    void theSandboxApproves() {
        var id = accounts.submitted(SELLER);

        accounts.decided(id)
                .then()
                .body("status", equalTo("approved"))
                .body("decidedAt", notNullValue())
                .body("rejectionReason", nullValue());
    }

    @ParameterizedTest
    @CsvSource({
        "Reject Souza Ltda., rejected",
        "Reject, rejected",
        "Rejection Ltda., approved",
        "reject Souza Ltda., approved",
        "Souza Reject Ltda., approved"
    })
    void theSandboxRejectsWhomItIsAskedTo(String legalName, String status) {
        var decided = accounts.decided(accounts.submitted(with(SELLER, "legalName", legalName)));

        decided.then()
                .body("status", equalTo(status))
                .body(
                        "rejectionReason",
                        status.equals("rejected") ? startsWith("The legal name begins with") : nullValue());
    }

    @Test
    void whoNamesNobodyIsApproved() {
        var id = accounts.created(Map.of("role", "buyer", "entityType", "individual"));
        accounts.acceptTerms(id);
        accounts.uploadDocument(id, "identity_document");
        accounts.submit(id).then().statusCode(200);

        accounts.decided(id).then().body("status", equalTo("approved"));
    }

    @Test
    void ofSubmissionsAtOnceOneCounts() throws Exception {
        var id = accounts.created(SELLER);
        accounts.acceptTerms(id);
        accounts.uploadDocument(id, "business_registration");

        var answers = atOnce(6, i -> accounts.submit(id));

        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 200).count());
        answers.stream()
                .filter(answer -> answer.statusCode() != 200)
                .forEach(answer ->
                        refused(answer, 409, "InvalidState").body("details.allowedStates", contains("created")));
    }

    @Test
    void everyMoveIsOneFactWithoutPersonalData() {
        var id = accounts.submitted(with(SELLER, "externalId", "seller-42"));
        accounts.decided(id);
        accounts.step(id, "payout-config", PAYOUT).then().statusCode(200);

        try (var facts = FactsOnKafka.of("tollgate.onboarding.connected_account.v1")) {
            var published = facts.await(id, 4);
            assertEquals(
                    List.of("created", "verifying", "approved", "payout_configured"),
                    published.stream()
                            .map(fact -> fact.type().replaceAll(".*account\\.(.*)\\.v1", "$1"))
                            .toList());
            assertEquals(
                    List.of("api_key", "api_key", "service", "api_key"),
                    published.stream()
                            .map(fact -> fact.data().path("actor").path("type").asText())
                            .toList());
            for (var fact : published) {
                EventSchemas.assertValid(fact.value());
                assertEquals("test", fact.event().path("mode").asText());
                assertEquals("seller-42", fact.data().path("externalId").asText());
                for (var secret : List.of("Souza", "ana@", "11.222", "11222")) {
                    assertFalse(fact.value().contains(secret));
                }
            }
        }
    }

    @Test
    void aSellerIsPaidByAKeyThatNobodySeesAgain() throws Exception {
        var id = accounts.approvedSeller();

        accounts.step(id, "payout-config", PAYOUT)
                .then()
                .statusCode(200)
                .body("payoutConfig.pixKeyType", equalTo("cnpj"))
                .body("payoutConfig.pixKey", equalTo("**********0181"))
                .body("payoutConfig.configuredAt", notNullValue());
        accounts.step(id, "payout-config", Map.of("pixKeyType", "email", "pixKey", "Ana@Example.com"))
                .then()
                .statusCode(200);
        accounts.get(id).then().body("payoutConfig.pixKey", equalTo("a***@example.com"));
        assertFalse(row(id).contains("ana@example.com,"));
        assertFalse(row(id).contains("Ana@Example.com"));
    }

    @Test
    void onlyApprovedSellersArePaid() {
        refused(accounts.step(accounts.created(SELLER), "payout-config", PAYOUT), 409, "InvalidState")
                .body("details.currentState", equalTo("created"))
                .body("details.allowedStates", contains("approved"));
        var rejected = accounts.submitted(with(SELLER, "legalName", "Reject"));
        accounts.decided(rejected);
        refused(accounts.step(rejected, "payout-config", PAYOUT), 409, "InvalidState");
        var buyer = accounts.submitted(with(SELLER, "role", "buyer"));
        accounts.decided(buyer);
        refused(accounts.step(buyer, "payout-config", PAYOUT), 400, "ValidationError")
                .body("message", contains("role: only sellers are paid out"));
    }

    @ParameterizedTest
    @CsvSource({
        "cpf, 52998224726, pixKey: must be a CPF with right check digits",
        "cnpj, 11222333000182, pixKey: must be a CNPJ with right check digits",
        "email, ana, pixKey: must be an email address",
        "phone, 11987654321, 'pixKey: must be a Brazilian number in E.164, like +5511987654321'",
        "random, x, pixKey: must be a UUID",
        "random, '', pixKey: is required",
        "iban, x, 'pixKeyType: must be one of cpf, cnpj, email, phone, random'",
    })
    void aKeyIsValidForItsType(String type, String key, String violation) {
        var id = accounts.created(SELLER);

        refused(accounts.step(id, "payout-config", Map.of("pixKeyType", type, "pixKey", key)), 400, "ValidationError")
                .body("message", contains(violation));
    }

    @Test
    void aPayoutConfigIsJson() {
        var id = accounts.created(SELLER);
        refused(accounts.step(id, "payout-config", "{"), 400, "MalformedJson");
        refused(accounts.step(id, "payout-config", Map.of("pixKey", "x")), 400, "ValidationError");
        refused(accounts.step(id, "payout-config", Map.of("pixKeyType", "cpf")), 400, "ValidationError");
    }

    private static String row(String id) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement();
                var found = statement.executeQuery(
                        "select concat_ws(',', pix_key_type, pix_key_sealed, pix_key_masked) from connected_account where id = '"
                                + id + "'")) {
            found.next();
            return found.getString(1);
        }
    }
}
