package dev.tollgate.onboarding.account;

import static dev.tollgate.onboarding.Accounts.PATH;
import static dev.tollgate.onboarding.Accounts.SELLER;
import static dev.tollgate.onboarding.Accounts.atOnce;
import static dev.tollgate.onboarding.Accounts.with;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.refused;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ConnectedAccountApiTest {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final Accounts accounts = Accounts.ofNewOrganization("test");

    @Test
    void anAccountIsCreatedAsItWasSaid() {
        var created = accounts.create(with(SELLER, "externalId", "seller-42"));

        created.then()
                .statusCode(201)
                .header(REPLAYED, nullValue())
                .body("id", matchesPattern("acct_[0-9a-z]{26}"))
                .body("role", equalTo("seller"))
                .body("entityType", equalTo("business"))
                .body("externalId", equalTo("seller-42"))
                .body("email", equalTo("ana@example.com"))
                .body("legalName", equalTo("Souza Comércio Ltda."))
                .body("displayName", equalTo("Souza"))
                .body("country", equalTo("BR"))
                .body("taxId", equalTo("11.222.333/0001-81"))
                .body("status", equalTo("created"))
                .body("missing", contains("tos: must be accepted", "documents.business_registration: must be uploaded"))
                .body("documents", empty())
                .body("tosAcceptedAt", nullValue())
                .body("submittedAt", nullValue())
                .body("decidedAt", nullValue())
                .body("rejectionReason", nullValue())
                .body("payoutConfig", nullValue())
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertEquals(
                created.asString(),
                accounts.get(created.path("id"))
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }

    @Test
    void roleAndEntityTypeAreEnough() {
        accounts.create(Map.of("role", "buyer", "entityType", "individual"))
                .then()
                .statusCode(201)
                .body("externalId", nullValue())
                .body("missing", hasItem("documents.identity_document: must be uploaded"));
    }

    @Test
    void theSameExternalIdIsTheSameAccountWhateverElseIsSaid() {
        var first = accounts.created(with(SELLER, "externalId", "seller-42"));

        accounts.create(Map.of("role", "buyer", "entityType", "individual", "externalId", "seller-42"))
                .then()
                .statusCode(200)
                .header(REPLAYED, "true")
                .body("id", equalTo(first))
                .body("role", equalTo("seller"));
        post(accounts.key().header(KEY, "k1"), PATH, with(SELLER, "externalId", "seller-42"))
                .then()
                .statusCode(200)
                .body("id", equalTo(first));
    }

    @Test
    void theSameIdempotencyKeyIsTheSameAccountAsItIsNow() {
        String first = keyed("k1", SELLER).then().statusCode(201).extract().path("id");
        accounts.acceptTerms(first);
        var other = accounts.created(with(SELLER, "externalId", "seller-43"));

        keyed("k1", with(SELLER, "externalId", "seller-43"))
                .then()
                .statusCode(200)
                .header(REPLAYED, "true")
                .body("id", equalTo(first))
                .body("missing", hasSize(1));
        keyed("k2", with(SELLER, "externalId", "seller-43")).then().body("id", equalTo(other));
        keyed("k3", SELLER).then().statusCode(201);
    }

    @Test
    void aKeyThatMetAnExternalIdKeepsItsAnswer() throws Exception {
        var said = with(SELLER, "externalId", "seller-42");
        var existing = accounts.created(said);

        keyed("k1", said).then().statusCode(200).body("id", equalTo(existing));

        keyed("k1", with(SELLER, "externalId", "seller-43"))
                .then()
                .statusCode(200)
                .header(REPLAYED, "true")
                .body("id", equalTo(existing));
        keyed("k1", SELLER).then().statusCode(200).body("id", equalTo(existing));
        var ids =
                atOnce(8, i -> keyed("k2", with(SELLER, "externalId", i % 2 == 0 ? "seller-42" : "seller-44"))).stream()
                        .map(answer -> answer.<String>path("id"))
                        .distinct()
                        .toList();
        assertEquals(1, ids.size());
    }

    @Test
    void aRepeatIsKnownByItsKeyOrExternalIdWhateverItsBody() {
        var existing = accounts.created(with(SELLER, "externalId", "seller-42"));
        String first = keyed("k1", SELLER).then().statusCode(201).extract().path("id");
        var invalid = with(with(SELLER, "role", "platform"), "email", "ana");

        keyed("k1", invalid).then().statusCode(200).header(REPLAYED, "true").body("id", equalTo(first));
        post(accounts.key().header(KEY, "k1"), PATH, "null")
                .then()
                .statusCode(200)
                .body("id", equalTo(first));
        keyed("k2", with(invalid, "externalId", "seller-42"))
                .then()
                .statusCode(200)
                .header(REPLAYED, "true")
                .body("id", equalTo(existing));
        keyed("k2", SELLER).then().statusCode(200).body("id", equalTo(existing));
        refused(keyed("k3", with(invalid, "externalId", "seller-43")), 400, "ValidationError");
        keyed("k3", SELLER).then().statusCode(201);
        refused(
                post(new Accounts(accounts.org(), "live").key().header(KEY, "k1"), PATH, invalid),
                400,
                "ValidationError");
    }

    @Test
    void keysAndExternalIdsAreEachModesOwn() {
        var live = new Accounts(accounts.org(), "live");
        var said = with(SELLER, "externalId", "seller-42");
        keyed("k1", said).then().statusCode(201);

        post(live.key().header(KEY, "k1"), PATH, said).then().statusCode(201);
        post(Accounts.ofNewOrganization("test").key().header(KEY, "k1"), PATH, said)
                .then()
                .statusCode(201);
    }

    @Test
    void ofManyAtOnceOneIsMadeAndAllGetIt() throws Exception {
        for (IntFunction<Response> call : List.<IntFunction<Response>>of(
                i -> accounts.create(with(SELLER, "externalId", "raced")),
                i -> keyed("raced", SELLER),
                i -> keyed("both", with(SELLER, "externalId", "both")))) {
            var answers = atOnce(8, call);
            assertEquals(
                    1,
                    answers.stream()
                            .filter(answer -> answer.statusCode() == 201)
                            .count());
            Set<String> ids = new HashSet<>();
            answers.forEach(answer -> ids.add(answer.path("id")));
            assertEquals(1, ids.size());
            try (var facts = FactsOnKafka.of("tollgate.onboarding.connected_account.v1")) {
                assertEquals(1, facts.await(ids.iterator().next(), 1).size());
            }
        }
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                Arguments.of(Map.of("entityType", "business"), "role: is required"),
                Arguments.of(with(SELLER, "role", "platform"), "role: must be seller or buyer"),
                Arguments.of(Map.of("role", "seller"), "entityType: is required"),
                Arguments.of(with(SELLER, "entityType", "fund"), "entityType: must be business or individual"),
                Arguments.of(with(SELLER, "externalId", ""), "externalId: must have 1 to 200 characters"),
                Arguments.of(with(SELLER, "externalId", "x".repeat(201)), "externalId: must have 1 to 200 characters"),
                Arguments.of(with(SELLER, "externalId", 5), "externalId: has the wrong type"),
                Arguments.of(with(SELLER, "email", "ana"), "email: must be an email address"),
                Arguments.of(with(SELLER, "email", ""), "email: must have 1 to 254 characters"),
                Arguments.of(with(SELLER, "legalName", "  "), "legalName: must not be blank"),
                Arguments.of(with(SELLER, "displayName", "\u2003\u00a0"), "displayName: must not be blank"),
                Arguments.of(with(SELLER, "legalName", ""), "legalName: must have 1 to 200 characters"),
                Arguments.of(
                        with(SELLER, "displayName", "x".repeat(201)), "displayName: must have 1 to 200 characters"),
                Arguments.of(
                        with(SELLER, "country", "Brazil"),
                        "country: must be a country code of ISO 3166-1 alpha-2, like BR"),
                Arguments.of(
                        with(SELLER, "taxId", "11.222.333/0001-82"), "taxId: must be a CNPJ with right check digits"),
                Arguments.of(with(SELLER, "taxId", "529.982.247-25"), "taxId: must be a CNPJ with right check digits"),
                Arguments.of(
                        with(with(SELLER, "entityType", "individual"), "taxId", "529.982.247-26"),
                        "taxId: must be a CPF with right check digits"),
                Arguments.of(
                        with(with(SELLER, "country", "DE"), "taxId", "?"),
                        "taxId: must be at most 32 letters and digits, with single separators between them"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void aBadFieldIsNamed(Map<String, Object> said, String violation) {
        refused(accounts.create(said), 400, "ValidationError").body("message", hasItem(violation));
    }

    @Test
    void taxIdsOfOtherCountriesAndTheNewCnpjAreTaken() {
        for (var said : List.of(
                with(SELLER, "taxId", "12ABC34501DE35"),
                with(with(SELLER, "entityType", "individual"), "taxId", "52998224725"),
                with(with(SELLER, "country", "DE"), "taxId", "DE123456789"))) {
            accounts.create(said).then().statusCode(201).body("taxId", equalTo(said.get("taxId")));
        }
    }

    @Test
    void theBodyIsJsonAndTheKeyIsVisible() {
        refused(post(accounts.key(), PATH, "{"), 400, "MalformedJson");
        refused(accounts.key().contentType(ContentType.JSON).post(PATH), 400, "ValidationError");
        refused(accounts.key().contentType("text/plain").body("x").post(PATH), 415, "UnsupportedMediaType");
        refused(keyed("k 1", SELLER), 400, "ValidationError");
        refused(keyed("k".repeat(256), SELLER), 400, "ValidationError");
    }

    private Response keyed(String key, Map<String, Object> said) {
        return post(accounts.key().header(KEY, key), PATH, said);
    }
}
