package dev.tollgate.onboarding.document;

import static dev.tollgate.onboarding.Accounts.PDF;
import static dev.tollgate.onboarding.Accounts.SELLER;
import static dev.tollgate.onboarding.Accounts.atOnce;
import static dev.tollgate.onboarding.Accounts.upload;
import static dev.tollgate.onboarding.Accounts.with;
import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.refused;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Accounts;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class UploadApiTest {
    private final Accounts accounts = Accounts.ofNewOrganization("test");
    private String id = "";

    @ConfigProperty(name = "tollgate.documents.folder")
    Path folder;

    @ConfigProperty(name = "tollgate.documents.uploads-at-once")
    int uploadsAtOnce;

    @BeforeEach
    void anAccount() {
        id = accounts.created(SELLER);
    }

    @Test
    void anUploadUrlSaysAllThatItsClientNeeds() {
        request("business_registration", "application/pdf")
                .then()
                .statusCode(201)
                .body("documentId", matchesPattern("doc_[0-9a-z]{26}"))
                .body("method", equalTo("PUT"))
                .body("url", matchesPattern("http://127.0.0.1:8080/v1/uploads/[\\w.-]+"))
                .body("headers", equalTo(Map.of("Content-Type", "application/pdf")))
                .body("expiresAt", notNullValue())
                .body("maxBytes", equalTo(10485760));
        accounts.get(id)
                .then()
                .body("documents.documentType", contains("business_registration"))
                .body("documents.contentType", contains("application/pdf"))
                .body("documents.status", contains("awaiting_upload"))
                .body("documents.uploadedAt", contains(nullValue()));
    }

    @Test
    void anUploadedDocumentIsThere() {
        var path = path("application/pdf");

        upload(path, "application/pdf", PDF)
                .then()
                .statusCode(200)
                .body("documentType", equalTo("business_registration"));
        accounts.get(id)
                .then()
                .body("documents.status", contains("uploaded"))
                .body("missing", contains("tos: must be accepted"));
    }

    @Test
    void aUrlIsGoodForOneUpload() throws Exception {
        var path = path("application/pdf");
        var answers = atOnce(6, i -> upload(path, "application/pdf", PDF));

        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 200).count());
        refused(upload(path, "application/pdf", PDF), 409, "InvalidState")
                .body("details.currentState", equalTo("uploaded"))
                .body("details.allowedStates", contains("awaiting_upload"));
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, application/pdf, 415, UnsupportedMediaType",
        "image/png, text/plain, 415, UnsupportedMediaType",
        "image/png, image/png, 400, ValidationError",
        "application/pdf, application/pdf, 200, ''",
        "application/pdf, 'application/pdf; charset=binary', 200, ''",
    })
    void theTypeIsTheOneThatWasAskedForAndTheContentIsOfIt(String asked, String sent, int status, String error) {
        var answer = upload(path(asked), sent, PDF);

        if (status == 200) {
            answer.then().statusCode(200);
        } else {
            refused(answer, status, error);
            accounts.get(id).then().body("documents.status", contains("awaiting_upload"));
        }
    }

    @Test
    void aRefusedUploadMayBeRepeatedRight() {
        var path = path("image/png");
        refused(upload(path, "image/png", PDF), 400, "ValidationError")
                .body("message", contains("body: is not image/png"));
        refused(upload(path, "image/png", new byte[0]), 400, "ValidationError");
        refused(as(TestTokens.anonymous()).put(path), 415, "UnsupportedMediaType");

        upload(path, "image/png", HexFormat.of().parseHex("89504e470d0a1a0a00"))
                .then()
                .statusCode(200);
    }

    @Test
    void tenMebibytesAreTakenAndNotOneByteMore() {
        var largest = Arrays.copyOf(PDF, 10 << 20);

        refused(
                upload(path("application/pdf"), "application/pdf", Arrays.copyOf(PDF, (10 << 20) + 1)),
                413,
                "PayloadTooLarge");
        upload(path("application/pdf"), "application/pdf", largest).then().statusCode(200);
    }

    @Test
    void aUrlIsOverAfterItsTime() throws Exception {
        var path = path("application/pdf");
        owner("update document set expires_at = now() where owner_id = '" + id + "'");

        refused(upload(path, "application/pdf", PDF), 403, "UploadExpired");
        owner("delete from document where owner_id = '" + id + "'");
        refused(upload(path, "application/pdf", PDF), 403, "UploadExpired");
    }

    @Test
    void aUrlFromBeforeTheSubmissionAddsNothingAfterIt() {
        var late = accounts.uploadPath(id, "proof_of_address", "application/pdf");
        accounts.acceptTerms(id);
        accounts.uploadDocument(id, "business_registration");
        accounts.submit(id).then().statusCode(200).body("documents.status", contains("closed", "uploaded"));

        refused(upload(late, "application/pdf", PDF), 409, "InvalidState")
                .body("details.currentState", equalTo("closed"))
                .body("details.allowedStates", contains("awaiting_upload"));
        accounts.get(id).then().body("documents.status", contains("closed", "uploaded"));
    }

    @Test
    void aSubmissionThatIsRefusedClosesNothing() {
        var path = path("application/pdf");
        accounts.submit(id).then().statusCode(400);

        upload(path, "application/pdf", PDF).then().statusCode(200);
    }

    @Test
    void whatIsRefusedAnyhowIsRefusedBeforeItsBodyComes() throws Exception {
        var used = path("application/pdf");
        upload(used, "application/pdf", PDF).then().statusCode(200);

        try (var client = new HalfUpload(used, 10 << 20)) {
            assertEquals(409, client.status());
        }
        try (var client = new HalfUpload(path("image/png"), 10 << 20)) {
            assertEquals(415, client.status());
        }
    }

    @Test
    void onlySoManyAreTakenInAtOnceAndTheNextIsToldToComeBack() throws Exception {
        long others = HalfUpload.incoming(folder);
        var begun = new ArrayList<HalfUpload>();
        try {
            for (int i = 0; i < uploadsAtOnce; i++) {
                begun.add(new HalfUpload(path("application/pdf"), PDF.length).awaitBegun(folder, others + i + 1));
            }
            refused(upload(path("application/pdf"), "application/pdf", PDF), 503, "UpstreamUnavailable")
                    .header("Retry-After", "1");
            for (var client : begun) {
                assertEquals(200, client.finish().status());
            }
        } finally {
            for (var client : begun) {
                client.close();
            }
        }
        upload(path("application/pdf"), "application/pdf", PDF).then().statusCode(200);
    }

    @Test
    void noOtherRouteTakesABodyOfTheSizeOfADocument() {
        refused(accounts.create(with(SELLER, "legalName", "x".repeat(1 << 20))), 413, "PayloadTooLarge");
    }

    @Test
    void aUrlThatWeDidNotMakeLeadsNowhere() {
        var path = path("application/pdf");
        var last = path.charAt(path.length() - 2) == 'A' ? 'B' : 'A';

        for (var forged : List.of(
                "/v1/uploads/x",
                path.replaceFirst("org_.{26}", TestIds.next("org")),
                path.replaceFirst("doc_.{26}", TestIds.next("doc")),
                path.replaceFirst("\\.test\\.", ".live."),
                path.replaceFirst("\\.[0-9]{10}\\.", ".9999999999."),
                path.substring(0, path.length() - 2) + last + path.charAt(path.length() - 1))) {
            refused(upload(forged, "application/pdf", PDF), 404, "NotFound");
        }
        refused(given().contentType("application/pdf").body(PDF).put(path), 401, "AuthenticationRequired");
        refused(as(TestTokens.staff()).contentType("application/pdf").body(PDF).put(path), 403, "InsufficientRole");
        upload(path, "application/pdf", PDF).then().statusCode(200);
    }

    @Test
    void onlyKnownDocumentsAndTypesAreTaken() {
        refused(request("selfie", "image/png"), 400, "ValidationError")
                .body(
                        "message",
                        contains(
                                "documentType: must be one of business_registration, identity_document, proof_of_address"));
        refused(request("proof_of_address", "image/gif"), 400, "ValidationError")
                .body("message", contains("contentType: must be one of application/pdf, image/jpeg, image/png"));
        refused(accounts.step(id, "upload-url", Map.of()), 400, "ValidationError");
        refused(accounts.step(id, "upload-url", "{"), 400, "MalformedJson");
    }

    @Test
    void anAccountAsksForTwentyUrlsAtMost() {
        for (int i = 0; i < 20; i++) {
            request("proof_of_address", "image/png").then().statusCode(201);
        }
        refused(request("business_registration", "image/png"), 400, "ValidationError");
    }

    private Response request(String documentType, String contentType) {
        return accounts.step(id, "upload-url", Map.of("documentType", documentType, "contentType", contentType));
    }

    private String path(String contentType) {
        return accounts.uploadPath(id, "business_registration", contentType);
    }

    /** As the owner of the tables, who may do what the service never does. */
    private static void owner(String sql) throws SQLException {
        try (var owner = Infra.postgres().asOwner("onboarding");
                var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
