package dev.tollgate.onboarding.document;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A document as the organization that asked for it and staff see it: without its bytes. */
@RegisterForReflection
@Schema(
        name = "ConnectedAccountDocument",
        requiredProperties = {"id", "documentType", "contentType", "status", "refusedBecause", "uploadedAt"})
public record DocumentBody(
        @Schema(examples = "doc_01k9y1a2b3c4d5e6f7g8h9j0km") String id,

        @Schema(examples = "business_registration") String documentType,

        @Schema(enumeration = {"application/pdf", "image/jpeg", "image/png"})
        FileKind contentType,

        @Schema(
                enumeration = {"awaiting_upload", "uploaded", "refused", "closed"},
                description = "`refused`: what was uploaded is not what the URL was asked for; ask for another"
                        + " one. `closed`: the account was submitted without it.")
        String status,

        @Schema(nullable = true, description = "Why, where it was `refused`.") @Nullable
        Flaw refusedBecause,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant uploadedAt) {
    public static DocumentBody of(Document document) {
        return new DocumentBody(
                document.id(),
                document.type(),
                document.kind(),
                statusOf(document),
                document.refused(),
                document.uploadedAt());
    }

    private static String statusOf(Document document) {
        if (document.isUploaded()) {
            return "uploaded";
        }
        if (document.refused() != null) {
            return "refused";
        }
        return document.isClosed() ? "closed" : "awaiting_upload";
    }
}
