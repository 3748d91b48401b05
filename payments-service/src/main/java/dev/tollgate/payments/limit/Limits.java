package dev.tollgate.payments.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.http.UpstreamErrors;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What limits-service answers for the caller at hand (docs/reference/service-interfaces.md). */
@RegisterRestClient(configKey = "limits")
@RegisterClientHeaders
@RegisterProvider(UpstreamErrors.class)
@Path("/internal/v1/reservations")
interface Limits {
    @POST
    Uni<Answer> reserve(Request request);

    /** {@code usdRate}, US dollars for one unit, is for currencies other than USD. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(String amount, String currency, @Nullable String usdRate, String path, String reference) {}

    /** {@code state} is what became of a reservation until now; a repeat may find it ended. */
    @RegisterForReflection
    record Answer(
            String outcome,
            @Nullable String reservationId,
            @Nullable String state,
            @Nullable Map<String, Object> details) {}
}
