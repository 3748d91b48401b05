package dev.tollgate.platform.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.http.RequestTrace;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of every answer that is not a success (contract/conventions.md, Errors). */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Error", description = "The one error envelope. Switch on `error`; `message` is for people.")
public record ErrorEnvelope(
        @Schema(examples = "400") int statusCode,
        @Schema(examples = "ValidationError") String error,

        @Schema(
                description = "A string; for `ValidationError` an array of `path: reason`.",
                oneOf = {String.class, String[].class})
        Object message,

        @Schema(description = "Equals the `x-request-id` header.", examples = "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e")
        String requestId,

        @Schema(description = "Present only where a code documents it.") @Nullable
        Map<String, Object> details) {

    public static ErrorEnvelope of(Problem problem) {
        return new ErrorEnvelope(
                problem.code().status(),
                problem.code().name(),
                problem.text(),
                RequestTrace.current().requestId(),
                problem.details());
    }
}
