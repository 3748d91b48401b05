package dev.tollgate.platform.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.http.RequestTrace;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success (contract/conventions.md, Errors). The published documents describe it once, in {@link
 * dev.tollgate.platform.openapi.RefusalsFilter}.
 *
 * @param message a string; for {@code ValidationError} an array of {@code path: reason}
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorEnvelope(
        int statusCode,
        String error,
        Object message,
        String requestId,
        @Nullable Map<String, Object> details) {

    public static ErrorEnvelope of(Problem problem) {
        return new ErrorEnvelope(
                problem.code().status(),
                problem.code().name(),
                problem.text(),
                RequestTrace.current().requestId(),
                problem.details());
    }
}
