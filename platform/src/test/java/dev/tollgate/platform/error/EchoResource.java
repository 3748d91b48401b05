package dev.tollgate.platform.error;

import dev.tollgate.platform.http.IdempotencyKey;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/** A resource as services write them, to see what comes out of one. */
@Path("/v1/echo")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class EchoResource {
    private static final IdPrefix ECHO = new IdPrefix("echo");
    private final CurrentPrincipal principal;

    EchoResource(CurrentPrincipal principal) {
        this.principal = principal;
    }

    public record Buyer(@NotBlank String email) {}

    public record Request(@NotNull @Valid Buyer buyer, List<@NotBlank String> tags, String amount) {}

    @GET
    public Uni<Map<String, Object>> whoAmI() {
        var caller = principal.get();
        return Uni.createFrom()
                .item(Map.of(
                        "org",
                        caller.requireTenant().orgId(),
                        "actor",
                        caller.actor(),
                        "liveBlocked",
                        caller.liveBlocked()));
    }

    @POST
    @PermissionsAllowed("echoes:write")
    public Uni<Request> create(@Valid @NotNull Request request, @HeaderParam(IdempotencyKey.HEADER) String key) {
        IdempotencyKey.parse(key);
        return Uni.createFrom().item(request);
    }

    @GET
    @Path("/{id}")
    public Uni<String> get(@PathParam("id") String id, @QueryParam("limit") @DefaultValue("20") @Max(100) int limit) {
        return Uni.createFrom().item(ECHO.fromPath(id) + limit);
    }

    @GET
    @Path("/fault")
    public Uni<String> fault() {
        return Uni.createFrom().failure(new IllegalStateException("select secret from dev.tollgate.Internal"));
    }

    @GET
    @Path("/staff")
    @RolesAllowed(Groups.PLATFORM_ADMIN)
    public Uni<String> staff() {
        return Uni.createFrom().item("\"staff\"");
    }
}
