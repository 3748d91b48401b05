package dev.tollgate.limits.owner;

import dev.tollgate.platform.http.UpstreamErrors;
import dev.tollgate.platform.principal.OwnBehalf;
import io.quarkus.rest.client.reactive.Url;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** What every owner of a money path answers (docs/reference/service-interfaces.md); which one is asked is data. */
@RegisterRestClient(configKey = "owner")
@RegisterClientHeaders(OwnBehalf.class)
@RegisterProvider(UpstreamErrors.class)
@Path("/internal/v1/references/confirm")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface Owners {
    @POST
    Uni<Answer> confirm(@Url String owner, Question question);

    @RegisterForReflection
    record Question(String orgId, String mode, String path, String reference) {}

    /**
     * {@code exists}, or {@code never}: it does not and will not.
     *
     * @param state of what exists: {@code open}, {@code settled}, or {@code ended} without money; null of an owner of the release before
     */
    @RegisterForReflection
    record Answer(String outcome, @Nullable String state) {}
}
