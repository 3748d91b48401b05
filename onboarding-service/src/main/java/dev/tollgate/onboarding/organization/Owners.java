package dev.tollgate.onboarding.organization;

import dev.tollgate.platform.http.UpstreamErrors;
import dev.tollgate.platform.principal.OwnBehalf;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** auth-service's word on who runs an organization, at this moment (docs/reference/service-interfaces.md). */
@RegisterRestClient(configKey = "auth")
@RegisterClientHeaders(OwnBehalf.class)
@RegisterProvider(UpstreamErrors.class)
@Path("/internal/v1/organizations/{orgId}/owners")
public interface Owners {
    @GET
    Uni<Answer> of(@PathParam("orgId") String orgId);

    /** The owners, who joined first first. */
    @RegisterForReflection
    record Answer(String organizationName, List<Owner> owners) {
        public Optional<Owner> owner(String userId) {
            return owners.stream()
                    .filter(owner -> owner.userId().equals(userId))
                    .findFirst();
        }

        /** Who stands for the organization where no owner does something: who joined first and has a verified address. */
        public Optional<Owner> first() {
            return owners.stream().filter(Owner::emailVerified).findFirst();
        }
    }

    /** One of them; {@code provider} vouches for them: {@code email}, or an OpenID provider. */
    @RegisterForReflection
    record Owner(String userId, String email, String name, String provider, boolean emailVerified) {}
}
