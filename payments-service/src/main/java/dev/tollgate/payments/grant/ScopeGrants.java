package dev.tollgate.payments.grant;

import dev.tollgate.platform.http.UpstreamErrors;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What keys-service answers for the agent at hand (docs/reference/service-interfaces.md). */
@RegisterRestClient(configKey = "keys")
@RegisterClientHeaders
@RegisterProvider(UpstreamErrors.class)
@Path("/internal/v1/scope-grants")
interface ScopeGrants {
    @POST
    @Path("/use")
    Uni<Answer> use(Request request);

    @RegisterForReflection
    record Request(String scope, String reference) {}

    @RegisterForReflection
    record Answer(String outcome) {}
}
