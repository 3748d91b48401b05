package dev.tollgate.onboarding.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What its reader sees of a notification. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "Notification",
        requiredProperties = {
            "id",
            "type",
            "title",
            "message",
            "organizationId",
            "organizationName",
            "decision",
            "notes",
            "createdAt",
            "readAt"
        })
record Notification(
        @Schema(examples = "ntf_01k9y0q8e7f2t9m3x5w6v7b8c9") String id,
        NoticeKind type,
        String title,
        String message,
        @Schema(examples = "org_01k9y0q8e7f2t9m3x5w6v7b8c9") String organizationId,
        String organizationName,

        @Schema(description = "The number of the decision that it tells of.")
        int decision,

        @Schema(nullable = true, description = "What the reviewer wrote. Plain text: escape it where you show it.")
        @Nullable
        String notes,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant createdAt,

        @Schema(
                implementation = String.class,
                format = "date-time",
                nullable = true,
                description = "Null: not read yet.")
        @Nullable
        Instant readAt) {

    static Notification of(Row row) {
        var kind = NoticeKind.parse(row.getString("kind"));
        var readAt = row.getOffsetDateTime("read_at");
        return new Notification(
                row.getString("id"),
                kind,
                kind.title(),
                kind.message(),
                row.getString("about"),
                row.getString("organization_name"),
                row.getInteger("decision"),
                row.getString("notes"),
                row.getOffsetDateTime("created_at").toInstant(),
                readAt == null ? null : readAt.toInstant());
    }
}
