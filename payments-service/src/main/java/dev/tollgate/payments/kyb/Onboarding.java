package dev.tollgate.payments.kyb;

import dev.tollgate.platform.http.UpstreamErrors;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What onboarding-service answers for the caller at hand (docs/reference/service-interfaces.md). */
@RegisterRestClient(configKey = "onboarding")
@RegisterClientHeaders
@RegisterProvider(UpstreamErrors.class)
@Path("/v1/onboarding")
interface Onboarding {
    @GET
    @Path("/status")
    Uni<Status> status();

    /** Of the caller's organization in the caller's mode. */
    @RegisterForReflection
    record Status(String kybStatus) {
        boolean approved() {
            return "approved".equals(kybStatus);
        }
    }
}
