package dev.tollgate.onboarding;

import static dev.tollgate.onboarding.Api.as;
import static dev.tollgate.onboarding.Api.post;
import static dev.tollgate.onboarding.Api.staff;
import static org.awaitility.Awaitility.await;

import dev.tollgate.testkit.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Connected accounts as an integrator's program makes them, by an unrestricted API key of one organization and mode. */
public record Accounts(String org, String mode) {
    public static final String PATH = "/v1/connected-accounts";
    public static final byte[] PDF = "%PDF-1.7 of a business".getBytes(StandardCharsets.US_ASCII);
    public static final Map<String, Object> SELLER = Map.of(
            "role",
            "seller",
            "entityType",
            "business",
            "email",
            "ana@example.com",
            "legalName",
            "Souza Comércio Ltda.",
            "displayName",
            "Souza",
            "country",
            "BR",
            "taxId",
            "11.222.333/0001-81");

    /** Of an organization that nobody has heard of. */
    public static Accounts ofNewOrganization(String mode) {
        return new Accounts(Api.ofNewOrganization().org(), mode);
    }

    public static Map<String, Object> with(Map<String, Object> said, String field, Object value) {
        var changed = new TreeMap<>(said);
        changed.put(field, value);
        return changed;
    }

    public RequestSpecification key(String... scopes) {
        return as(TestTokens.apiKey(org, mode, scopes));
    }

    public Response create(Map<String, Object> said) {
        return post(key(), PATH, said);
    }

    /** The id of a new account. */
    public String created(Map<String, Object> said) {
        return create(said).then().statusCode(201).extract().path("id");
    }

    public Response get(String id) {
        return key().get(PATH + "/" + id);
    }

    /** A POST to {@code /{id}/{step}}. */
    public Response step(String id, String step, Object body) {
        return post(key(), PATH + "/" + id + "/" + step, body);
    }

    public Response submit(String id) {
        return key().post(PATH + "/" + id + "/submit");
    }

    public void acceptTerms(String id) {
        var session = key().post(PATH + "/" + id + "/tos-session").then().statusCode(201);
        step(id, "tos-accepted", Map.of("tosId", session.extract().<String>path("tosId")))
                .then()
                .statusCode(200);
    }

    /** The path of the URL, without the host, at which a document of this account is awaited. */
    public String uploadPath(String id, String documentType, String contentType) {
        String url = step(id, "upload-url", Map.of("documentType", documentType, "contentType", contentType))
                .then()
                .statusCode(201)
                .extract()
                .path("url");
        return URI.create(url).getPath();
    }

    /** As the gateway lets through who shows no credential. */
    public static Response upload(String path, String contentType, byte[] body) {
        return as(TestTokens.anonymous()).contentType(contentType).body(body).put(path);
    }

    public void uploadDocument(String id, String documentType) {
        upload(uploadPath(id, documentType, "application/pdf"), "application/pdf", PDF)
                .then()
                .statusCode(200);
    }

    /** The id of a new business that waits for its verification. */
    public String submitted(Map<String, Object> said) {
        var id = created(said);
        acceptTerms(id);
        uploadDocument(id, "business_registration");
        submit(id).then().statusCode(200);
        return id;
    }

    /** Waits until the sandbox has decided. */
    public Response decided(String id) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> get(id), account -> !"verifying".equals(account.path("status")));
    }

    /** {@code approve} or {@code reject}, by a reviewer of its own. */
    public static Response decide(String id, String decision) {
        return post(staff(), "/v1/admin/connected-accounts/" + id + "/" + decision, Map.of("notes", "because"));
    }

    /** The id of a new seller that was approved. */
    public String approvedSeller() {
        var id = submitted(SELLER);
        if (mode.equals("live")) {
            decide(id, "approve").then().statusCode(200);
        } else {
            decided(id);
        }
        return id;
    }

    /** Makes all these calls at the same time. */
    public static List<Response> atOnce(int count, IntFunction<Response> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, count)
                    .mapToObj(i -> (Callable<Response>) () -> call.apply(i))
                    .toList());
            return answers.stream().map(answer -> answer.resultNow()).toList();
        }
    }
}
