package dev.tollgate.onboarding.kyb;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static dev.tollgate.onboarding.Api.staff;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class OnboardingApiTest {
    private static final String STATUS = "/v1/onboarding/status";
    private static final String TOS = "/v1/onboarding/tos";
    private static final String KYB = "/v1/onboarding/kyb";
    private final Api api = Api.ofNewOrganization();

    @Test
    void inTestEverybodyIsReadyFromTheStart() {
        for (var token : List.of(
                TestTokens.user(api.org(), "viewer", "test"),
                TestTokens.apiKey(api.org(), "test", "invoices:read"),
                TestTokens.agent(api.org(), "test"))) {
            as(token)
                    .get(STATUS)
                    .then()
                    .statusCode(200)
                    .body("$", aMapWithSize(4))
                    .body("mode", equalTo("test"))
                    .body("needsOnboarding", equalTo(false))
                    .body("tosAccepted", equalTo(false))
                    .body("kybStatus", equalTo("approved"));
        }
    }

    @Test
    void inTestSubmittingApprovesAndMayBeRepeated() {
        submit("test").then().statusCode(200).body("kybStatus", equalTo("approved"));
        submit("test").then().statusCode(200).body("kybStatus", equalTo("approved"));

        try (var facts = FactsOnKafka.of("tollgate.onboarding.kyb.v1")) {
            var published = facts.await(api.org(), 4);
            published.forEach(fact -> EventSchemas.assertValid(fact.value()));
            assertEquals(
                    Stream.of(KybEvent.SUBMITTED, KybEvent.APPROVED, KybEvent.SUBMITTED, KybEvent.APPROVED)
                            .map(FactType::wire)
                            .toList(),
                    published.stream().map(FactsOnKafka.Fact::type).toList());
            assertEquals(
                    api.ownerId(),
                    published.get(0).data().path("actor").path("id").asText());
            assertEquals(
                    "service",
                    published.get(1).data().path("actor").path("type").asText());
            for (var fact : published) {
                assertEquals("test", fact.event().path("mode").asText());
                assertFalse(fact.value().contains("Souza"));
                assertFalse(fact.value().contains("11.222.333"));
            }
        }
    }

    @Test
    void liveGoesFromNotStartedToPendingToApproved() {
        api.approved();
        live("not_started", false, true);

        post(api.owner("live"), TOS, "{}").then().statusCode(200).body("tosAccepted", equalTo(true));
        submit("live").then().statusCode(200).body("kybStatus", equalTo("pending"));
        live("pending", true, true);
        review("approve", Map.of()).then().statusCode(200).body("kybStatus", equalTo("approved"));

        live("approved", true, false);
        refused(submit("live"), 409, "InvalidState")
                .body("details.currentState", equalTo("approved"))
                .body("details.allowedStates", contains("not_started", "rejected"));
    }

    @Test
    void whoWasRejectedMayApplyAgain() {
        api.approved();
        submit("live");
        review("reject", Map.of("notes", "The tax id is not yours.")).then().statusCode(200);
        live("rejected", false, true);

        submit("live").then().statusCode(200).body("kybStatus", equalTo("pending"));
        refused(submit("live"), 409, "InvalidState").body("details.currentState", equalTo("pending"));

        try (var facts = FactsOnKafka.of("tollgate.onboarding.kyb.v1")) {
            var published = facts.await(api.org(), 3);
            published.forEach(fact -> EventSchemas.assertValid(fact.value()));
            assertEquals(
                    "The tax id is not yours.",
                    published.get(1).data().path("reason").asText());
        }
    }

    @Test
    void ofLiveApplicationsAtOnceOneIsTaken() throws Exception {
        api.approved();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers = threads.invokeAll(Stream.<Callable<Response>>generate(() -> () -> submit("live"))
                    .limit(4)
                    .toList());
            int taken = 0;
            for (var answer : answers) {
                if (answer.get().statusCode() == 200) {
                    taken++;
                } else {
                    refused(answer.get(), 409, "InvalidState");
                }
            }
            assertEquals(1, taken);
        }
    }

    @Test
    void liveNeedsApprovedProductionAccess() {
        refused(submit("live"), 403, "FORBIDDEN").body("details.productionAccessStatus", equalTo("sandbox_only"));
        api.declare();
        refused(submit("live"), 403, "FORBIDDEN")
                .body("details.productionAccessStatus", equalTo("declaration_pending"));
        api.decide("approve");
        api.decide("suspend");
        refused(submit("live"), 403, "FORBIDDEN")
                .body("details.productionAccessStatus", equalTo("production_suspended"));
        live("not_started", false, true);
    }

    @Test
    void aLiveRequestThatWasPutIntoTestIsNotTakenForATestApplication() {
        var blocked = TestTokens.userWithLiveBlocked(api.org(), "owner");

        refused(post(as(blocked), KYB, Applications.valid()), 403, "FORBIDDEN")
                .body("details.productionAccessStatus", equalTo("sandbox_only"));
    }

    @Test
    void modesAndOrganizationsDoNotSeeEachOther() {
        api.approved();
        submit("test");
        post(api.owner("test"), TOS, "{}");

        live("not_started", false, true);
        api.owner("test").get(STATUS).then().body("tosAccepted", equalTo(true));
        refused(staff().get("/v1/admin/kyb/" + api.org()), 404, "NotFound");
        Api.ofNewOrganization().owner("test").get(STATUS).then().body("tosAccepted", equalTo(false));
    }

    @Test
    void onlyOwnersAndAdminsBySessionAct() {
        post(as(TestTokens.user(api.org(), "admin", "test")), KYB, Applications.valid())
                .then()
                .statusCode(200);
        for (var token : List.of(
                TestTokens.user(api.org(), "member", "test"),
                TestTokens.user(api.org(), "viewer", "test"),
                TestTokens.apiKey(api.org(), "test"),
                TestTokens.agent(api.org(), "test"),
                TestTokens.staff())) {
            refused(post(as(token), KYB, Applications.valid()), 403, "InsufficientRole");
            refused(post(as(token), TOS, "{}"), 403, "InsufficientRole");
        }
        refused(post(given(), KYB, Applications.valid()), 401, "AuthenticationRequired");
        refused(given().post(TOS), 401, "AuthenticationRequired");
        refused(given().get(STATUS), 401, "AuthenticationRequired");
        refused(staff().get(STATUS), 403, "InsufficientRole");
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of(Applications.without("legalName"), "legalName: must not be blank"),
                Arguments.of(Applications.with("legalName", "Souza\0"), "legalName: has the wrong type"),
                Arguments.of(Applications.with("legalName", 5), "legalName: has the wrong type"),
                Arguments.of(
                        Applications.with("legalName", "x".repeat(201)), "legalName: size must be between 0 and 200"),
                Arguments.of(Applications.without("taxId"), "taxId: must not be blank"),
                Arguments.of(
                        Applications.with("taxId", "11.222.333/0001-82"),
                        "taxId: invalid Brazilian corporate taxpayer registry number (CNPJ)"),
                Arguments.of(
                        Applications.with("country", "Brazil"),
                        "country: must be a country code of ISO 3166-1 alpha-2, like BR"),
                Arguments.of(Applications.without("country"), "country: must not be null"),
                Arguments.of(Applications.without("address"), "address: must not be null"),
                Arguments.of(Applications.addressWith("line1", ""), "address.line1: must not be blank"),
                Arguments.of(
                        Applications.addressWith("country", "XX"),
                        "address.country: must be a country code of ISO 3166-1 alpha-2, like BR"),
                Arguments.of(Applications.without("beneficialOwners"), "beneficialOwners: must not be null"),
                Arguments.of(
                        Applications.with(
                                "beneficialOwners", List.of(Applications.owner(60), Applications.owner(24.99))),
                        "beneficialOwners[1].ownershipPercent: must be greater than or equal to 25"),
                Arguments.of(
                        Applications.with("taxId", "11 222 333 / 0001"),
                        "taxId: must be at most 32 letters and digits, with single separators between them"),
                Arguments.of(
                        Applications.with(
                                "beneficialOwners",
                                List.of(Applications.owner(60), Applications.owner(25, "529.982.247-26"))),
                        "beneficialOwners[1].taxId: must be a CPF or a CNPJ with right check digits"),
                Arguments.of(
                        Applications.with("beneficialOwners", List.of(Applications.owner(101))),
                        "beneficialOwners[0].ownershipPercent: must be less than or equal to 100"),
                Arguments.of(
                        Applications.with("beneficialOwners", List.of(Applications.owner("60"))),
                        "beneficialOwners[0].ownershipPercent: has the wrong type"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void aBadFieldIsNamed(Map<String, Object> application, String violation) {
        refused(post(api.owner(), KYB, application), 400, "ValidationError").body("message", hasItem(violation));
    }

    @Test
    void allBadFieldsAreNamedAtOnce() {
        refused(post(api.owner(), KYB, Map.of("country", "BR", "taxId", "1")), 400, "ValidationError")
                .body(
                        "message",
                        containsInAnyOrder(
                                "legalName: must not be blank",
                                "taxId: invalid Brazilian corporate taxpayer registry number (CNPJ)",
                                "address: must not be null",
                                "beneficialOwners: must not be null"));
    }

    @Test
    void theBodyIsJson() {
        refused(post(api.owner(), KYB, "{"), 400, "MalformedJson");
        refused(api.owner().contentType(ContentType.JSON).post(KYB), 400, "ValidationError");
        refused(api.owner().contentType("text/plain").body("x").post(KYB), 415, "UnsupportedMediaType");
    }

    @Test
    void nobodyNeedsToOwnAQuarter() {
        post(api.owner(), KYB, Applications.with("beneficialOwners", List.of()))
                .then()
                .statusCode(200);
    }

    private Response submit(String mode) {
        return post(api.owner(mode), KYB, Applications.valid());
    }

    private Response review(String decision, Map<String, Object> body) {
        return post(staff(), "/v1/admin/kyb/" + api.org() + "/" + decision, body);
    }

    private void live(String kybStatus, boolean tosAccepted, boolean needsOnboarding) {
        api.owner("live")
                .get(STATUS)
                .then()
                .statusCode(200)
                .body("mode", equalTo("live"))
                .body("kybStatus", equalTo(kybStatus))
                .body("tosAccepted", equalTo(tosAccepted))
                .body("needsOnboarding", equalTo(needsOnboarding));
    }
}
