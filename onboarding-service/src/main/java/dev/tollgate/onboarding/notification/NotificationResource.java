package dev.tollgate.onboarding.notification;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.CurrentPrincipal;
import dev.tollgate.platform.principal.Groups;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Notifications of the person who is signed in; the same in both modes. */
@Path("/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Groups.TENANT, Groups.PLATFORM_ADMIN})
@Tag(name = "Notifications")
@APIResponse(
        responseCode = "403",
        description =
                "`FORBIDDEN`: an API key or agent token; notifications need a dashboard session. `InsufficientRole`")
class NotificationResource {
    private final CurrentPrincipal principal;
    private final ReadNotifications notifications;

    NotificationResource(CurrentPrincipal principal, ReadNotifications notifications) {
        this.principal = principal;
        this.notifications = notifications;
    }

    @GET
    @Operation(
            summary = "List notifications, newest first",
            description =
                    "A person's own; staff see what all of staff were told, each with read marks of their own. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponse(responseCode = "200", description = "A page.")
    @APIResponse(responseCode = "400", description = "`ValidationError`: a parameter is not as described.")
    public Uni<Page<Notification>> listNotifications(
            @Parameter(
                            description = "`true`: only those that are not read yet.",
                            schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
                    @QueryParam("unread")
                    @Nullable
                    String unread,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "" + Page.MAX_LIMIT,
                                            defaultValue = Page.DEFAULT_LIMIT))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return notifications.page(Reader.of(principal.get()), flag(unread), Page.limit(limit), cursor);
    }

    private static boolean flag(@Nullable String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw Problem.invalid("unread: must be true or false");
        };
    }

    @GET
    @Path("unread-count")
    @Operation(
            summary = "How many are not read yet",
            description = "Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = UnreadCount.class, responseDescription = "The count.")
    public Uni<UnreadCount> countUnreadNotifications() {
        return notifications.unread(Reader.of(principal.get())).map(UnreadCount::new);
    }

    @POST
    @Path("{id}/read")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Mark a notification as read",
            description = "Repeatable; the first time stands. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = Notification.class, responseDescription = "Read.")
    @APIResponse(responseCode = "404", description = "`NotFound`: also for another person's.")
    public Uni<Notification> readNotification(@PathParam("id") String id) {
        return notifications.read(Reader.of(principal.get()), Notices.NOTIFICATION.fromPath(id));
    }

    @POST
    @Path("read-all")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Mark all notifications as read",
            description = "All that there are at this moment. Needs a dashboard session; no scope.",
            extensions = @Extension(name = "x-scope", value = "none"))
    @APIResponseSchema(value = ReadAll.class, responseDescription = "Read.")
    public Uni<ReadAll> readAllNotifications() {
        return notifications.readAll(Reader.of(principal.get())).map(ReadAll::new);
    }

    @Schema(name = "UnreadNotifications", requiredProperties = "unread")
    record UnreadCount(@Schema(examples = "3") long unread) {}

    @Schema(name = "NotificationsRead", requiredProperties = "read")
    record ReadAll(
            @Schema(description = "How many were unread.", examples = "3")
            int read) {}
}
