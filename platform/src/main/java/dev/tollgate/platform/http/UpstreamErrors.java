package dev.tollgate.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/**
 * For REST clients between services ({@code @RegisterProvider}): a refusal of the called service that is about the caller goes on to
 * the caller as it is; its own troubles become {@code UpstreamUnavailable}.
 */
public class UpstreamErrors implements ResponseExceptionMapper<Problem> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= 400;
    }

    @Override
    public Problem toThrowable(Response response) {
        if (response.getStatus() >= 500 || response.getStatus() == 401 || !response.hasEntity()) {
            return Upstream.unavailable();
        }
        try {
            JsonNode envelope = JSON.readTree(response.readEntity(String.class));
            var code = new ErrorCode(envelope.path("error").asText(), response.getStatus());
            var message = envelope.path("message").asText("refused");
            return envelope.has("details")
                    ? Problem.of(code, message, JSON.convertValue(envelope.get("details"), DETAILS))
                    : Problem.of(code, message);
        } catch (JsonProcessingException notOurEnvelope) {
            return Upstream.unavailable();
        }
    }
}
