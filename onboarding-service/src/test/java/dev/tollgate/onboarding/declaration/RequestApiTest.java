package dev.tollgate.onboarding.declaration;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /v1/production-access/request}. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class RequestApiTest {
    private static final String REQUEST = "/v1/production-access/request";
    private static final String TERMS = "/v1/production-access/accept-terms";
    static final Map<String, Object> FORM = Map.of(
            "legalName",
            " Souza Comércio Ltda ",
            "country",
            "BR",
            "taxId",
            "11.222.333/0001-81",
            "website",
            "https://shop.example",
            "expectedMonthlyVolumeUsd",
            5000,
            "notes",
            "We sell shoes.");
    private static final Map<String, Object> ACCEPTED = Map.of("accepted_terms", true);

    private final Api api = Api.ofNewOrganization();

    @Test
    void aKeyOpensARequestAndTheReviewerSeesThatAndWhoStandsForIt() {
        var key = TestIds.next("key");

        post(as(TestTokens.apiKeyWithId(key, api.org(), "test")), REQUEST, FORM)
                .then()
                .statusCode(201)
                .body("status", equalTo("declaration_pending"))
                .body("decision", equalTo(1))
                .body("kyaTier", equalTo(1))
                .body("termsAccepted", equalTo(false))
                .body("requestedAt", not(nullValue()))
                .body("declaration.via", equalTo("request"))
                .body("declaration.legal_name", equalTo("Souza Comércio Ltda"))
                .body("declaration.containsKey('tax_id')", equalTo(false))
                .body("declaration.identity.email", equalTo(api.ownerId() + "@example.com"));
        api.reviewed()
                .then()
                .body("declaration.via", equalTo("request"))
                .body("declaration.country", equalTo("BR"))
                .body("declaration.tax_id", equalTo("11.222.333/0001-81"))
                .body("declaration.website_url", equalTo("https://shop.example"))
                .body("declaration.expected_monthly_volume_usd", equalTo(5000))
                .body("declaration.notes", equalTo("We sell shoes."))
                .body("declaration.identity.organization_name", equalTo("Souza Comércio"))
                .body("history.actor.type", contains("api_key"))
                .body("history.actorId", contains(key));
        api.productionStatus().then().body("status", equalTo("declaration_pending"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin", "member"})
    void aSessionOpensARequestToo(String role) {
        post(as(TestTokens.user(api.org(), role, "test")), REQUEST, FORM).then().statusCode(201);
    }

    @Test
    void anOpenOrApprovedRequestIsReturnedAsItIs() {
        request(FORM).then().statusCode(201);
        var other = Map.of("legalName", "Another", "country", "PT");

        request(other).then().statusCode(201).body("declaration.legal_name", equalTo("Souza Comércio Ltda"));
        Neighbours.ownersUnknown(api.org());
        request(other).then().statusCode(201).body("decision", equalTo(1));
        Neighbours.owners(api.org(), "Souza", Neighbours.Owner.of(api.ownerId()));
        post(api.owner(), TERMS, ACCEPTED).then().statusCode(200);
        api.decide("approve").then().statusCode(200);
        request(other)
                .then()
                .statusCode(201)
                .body("status", equalTo("production_approved"))
                .body("decision", equalTo(2))
                .body("termsAccepted", equalTo(true));
        api.reviewed().then().body("history.size()", equalTo(2));
    }

    @Test
    void anOpenRequestIsTheAnswerToABodyThatIsNotValid() {
        request(FORM).then().statusCode(201);

        request("{}").then().statusCode(201).body("declaration.legal_name", equalTo("Souza Comércio Ltda"));
        request("null").then().statusCode(201).body("decision", equalTo(1));
    }

    @Test
    void anOwnersDeclarationIsARequestAlready() {
        api.declare();

        request(FORM)
                .then()
                .statusCode(201)
                .body("declaration.via", equalTo("declaration"))
                .body("termsAccepted", equalTo(true));
        refused(api.declare(), 403, "FORBIDDEN");
    }

    @Test
    void ofRequestsAtOnceOneIsOpenedAndAllGetThatOne() throws Exception {
        Stream<Callable<Response>> calls = IntStream.range(0, 6).mapToObj(i -> () -> request(FORM));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(calls.toList())) {
                answer.get().then().statusCode(201).body("decision", equalTo(1));
            }
        }
        api.reviewed().then().body("history.size()", equalTo(1));
    }

    @Test
    void afterADenialANewOneIsOpenedAndShowsWhyTheLastWasDenied() {
        request(FORM);
        api.decide("deny").then().statusCode(200);

        request(Map.of("legalName", "Souza II", "country", "BR"))
                .then()
                .statusCode(201)
                .body("decision", equalTo(3))
                .body("reviewNotes", equalTo("because"))
                .body("declaration.legal_name", equalTo("Souza II"))
                .body("declaration.expected_monthly_volume_usd", nullValue());
        api.reviewed()
                .then()
                .body("history[0].declaration.legal_name", equalTo("Souza Comércio Ltda"))
                .body("history[2].declaration.legal_name", equalTo("Souza II"));
    }

    @Test
    void whileSuspendedNothingIsRequested() {
        api.approved();
        api.decide("suspend").then().statusCode(200);

        for (var form : List.of(FORM, "{}")) {
            refused(request(form), 403, "FORBIDDEN").body("details.currentStatus", equalTo("production_suspended"));
        }
    }

    @Test
    void whoMayNotAskIsRefused() {
        refused(post(as(TestTokens.agent(api.org(), "test")), REQUEST, FORM), 403, "FORBIDDEN");
        refused(post(as(TestTokens.user(api.org(), "viewer", "test")), REQUEST, FORM), 403, "InsufficientRole");
        refused(post(as(TestTokens.agent(api.org(), "test")), REQUEST, "{}"), 403, "FORBIDDEN");
        refused(post(as(TestTokens.staff()), REQUEST, FORM), 403, "InsufficientRole");
        refused(post(given(), REQUEST, FORM), 401, "AuthenticationRequired");
        Neighbours.owners(
                api.org(), "Souza", new Neighbours.Owner(api.ownerId(), "ada@example.com", "Ada", "email", false));
        refused(request(FORM), 403, "EmailNotVerified");
        Neighbours.ownersUnknown(api.org());
        refused(request(FORM), 503, "UpstreamUnavailable");
        refused(api.reviewed(), 404, "NotFound");
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of("legalName", null, "legalName: is required"),
                Arguments.of("legalName", "  ", "legalName: is required"),
                Arguments.of("legalName", "\u2003", "legalName: is required"),
                Arguments.of("legalName", "x".repeat(201), "legalName: must have at most 200 characters"),
                Arguments.of("legalName", 5, "legalName: has the wrong type"),
                Arguments.of("country", null, "country: is required"),
                Arguments.of("country", "Brazil", "country: must be a country code of ISO 3166-1 alpha-2, like BR"),
                Arguments.of("country", "XX", "country: must be a country code of ISO 3166-1 alpha-2, like BR"),
                Arguments.of(
                        "taxId", "<1>", "taxId: must be 2 to 32 letters, digits, spaces, dots, dashes and slashes"),
                Arguments.of("taxId", "A ", "taxId: must be 2 to 32 letters, digits, spaces, dots, dashes and slashes"),
                Arguments.of("taxId", "11.222.333/0001-82", "taxId: must be a CNPJ with right check digits"),
                Arguments.of("taxId", "DE123456789", "taxId: must be a CNPJ with right check digits"),
                Arguments.of("website", "shop.example", "website: must be an http or https URL"),
                Arguments.of("expectedMonthlyVolumeUsd", 0, "expectedMonthlyVolumeUsd: must be greater than 0"),
                Arguments.of(
                        "expectedMonthlyVolumeUsd",
                        new BigDecimal("1e-20000"),
                        "expectedMonthlyVolumeUsd: must have at most 6 decimals"),
                Arguments.of(
                        "expectedMonthlyVolumeUsd",
                        new BigDecimal("1e2147483647"),
                        "expectedMonthlyVolumeUsd: must be at most 1000000000000"),
                Arguments.of("expectedMonthlyVolumeUsd", "5000", "expectedMonthlyVolumeUsd: has the wrong type"),
                Arguments.of("notes", "x".repeat(2001), "notes: must have at most 2000 characters"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void aBadFieldIsNamed(String field, @Nullable Object value, String violation) {
        var form = new HashMap<String, @Nullable Object>(FORM);
        form.put(field, value);

        refused(request(form), 400, "ValidationError").body("message", hasItem(violation));
        refused(api.reviewed(), 404, "NotFound");
    }

    @Test
    void taxIdsOfOtherCountriesAndTheNewCnpjAreTaken() {
        request(Map.of("legalName", "Souza", "country", "DE", "taxId", "DE123456789"))
                .then()
                .statusCode(201);
        var other = Api.ofNewOrganization();
        post(
                        as(TestTokens.apiKey(other.org(), "test")),
                        REQUEST,
                        Map.of("legalName", "Souza", "country", "BR", "taxId", "12ABC34501DE35"))
                .then()
                .statusCode(201);
    }

    @Test
    void aBodyIsRequiredAndJson() {
        refused(post(api.owner(), REQUEST, "null"), 400, "ValidationError");
        refused(post(api.owner(), REQUEST, "{"), 400, "MalformedJson");
        refused(api.owner().contentType("text/plain").body("x").post(REQUEST), 415, "UnsupportedMediaType");
        assertEquals(405, api.owner().get(REQUEST).statusCode());
    }

    @Test
    void anotherOrganizationsRequestIsNotMine() {
        request(FORM);

        Api.ofNewOrganization().productionStatus().then().body("status", equalTo("sandbox_only"));
    }

    private Response request(Object form) {
        return post(as(TestTokens.apiKey(api.org(), "test")), REQUEST, form);
    }
}
