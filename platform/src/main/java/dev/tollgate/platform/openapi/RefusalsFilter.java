package dev.tollgate.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Refusals in the published documents, where their annotations would repeat: those that every route has, or every route with a body, unless
 * the resource says more about them; the headers of a 429; and the envelope as what each refusal looks like (contract/conventions.md, Errors).
 */
@OpenApiFilter
public final class RefusalsFilter implements OASFilter {
    private static final String ENVELOPE = "Error";
    private static final String RATE_LIMITED = "429";

    /** What Quarkus says where a resource says nothing. */
    private static final Set<String> SAYS_NOTHING = Set.of("Not Authorized", "Not Allowed", "Bad Request");

    private static final Map<String, String> EVERYWHERE =
            Map.of("401", "`AuthenticationRequired`, `InvalidJwt`: no credential, or a bad one.");
    private static final Map<String, String> WITH_A_BODY = Map.of(
            "400", "`ValidationError`: the body is not as described; `MalformedJson`: it is no JSON.",
            "413", "`PayloadTooLarge`: the body has more than 1 MiB.",
            "415", "`UnsupportedMediaType`: the body is not `application/json`.");

    @Override
    public Operation filterOperation(Operation operation) {
        add(operation, EVERYWHERE);
        if (operation.getRequestBody() != null) {
            add(operation, WITH_A_BODY);
        }
        operation.getResponses().getAPIResponses().forEach(RefusalsFilter::complete);
        return operation;
    }

    private static void add(Operation operation, Map<String, String> refusals) {
        var responses = operation.getResponses();
        refusals.entrySet().stream()
                .filter(refusal -> !isTold(responses.getAPIResponse(refusal.getKey())))
                .forEach(refusal -> responses.addAPIResponse(
                        refusal.getKey(), OASFactory.createAPIResponse().description(refusal.getValue())));
    }

    private static boolean isTold(@Nullable APIResponse response) {
        return response != null && !SAYS_NOTHING.contains(response.getDescription());
    }

    private static void complete(String status, APIResponse response) {
        if (status.equals(RATE_LIMITED) && response.getHeaders() == null) {
            response.addHeader("Retry-After", header("Seconds.", SchemaType.INTEGER))
                    .addHeader("RateLimit", header("What is left.", SchemaType.STRING))
                    .addHeader("RateLimit-Policy", header("Which limit it is.", SchemaType.STRING));
        }
        if (status.compareTo("400") >= 0 && response.getContent() == null) {
            response.content(OASFactory.createContent()
                    .addMediaType(
                            "application/json",
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref("#/components/schemas/" + ENVELOPE))));
        }
    }

    /** The schema of {@link dev.tollgate.platform.error.ErrorEnvelope}. */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        var message = OASFactory.createSchema()
                .description("A string; for `ValidationError` an array of `path: reason`.")
                .addOneOf(type(SchemaType.STRING))
                .addOneOf(type(SchemaType.ARRAY).items(type(SchemaType.STRING)));
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSchema(
                        ENVELOPE,
                        type(SchemaType.OBJECT)
                                .description("The one error envelope. Switch on `error`; `message` is for people.")
                                .required(List.of("statusCode", "error", "message", "requestId"))
                                .addProperty(
                                        "statusCode", type(SchemaType.INTEGER).addExample(400))
                                .addProperty("error", type(SchemaType.STRING).addExample("ValidationError"))
                                .addProperty("message", message)
                                .addProperty(
                                        "requestId",
                                        type(SchemaType.STRING)
                                                .format("uuid")
                                                .description("Equals the `x-request-id` header.")
                                                .addExample("b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e"))
                                .addProperty(
                                        "details",
                                        type(SchemaType.OBJECT)
                                                .description("Present only where a code documents it.")));
    }

    private static Header header(String description, SchemaType type) {
        return OASFactory.createHeader().description(description).schema(type(type));
    }

    private static Schema type(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
