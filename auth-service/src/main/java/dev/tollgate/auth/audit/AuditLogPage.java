package dev.tollgate.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One page of the log, newest first, and how far the log goes. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AuditLog")
record AuditLogPage(
        List<AuditEntry> data,
        @Schema(nullable = true) @Nullable String nextCursor,
        ChainHead head) {

    /** Of as many entries as were asked for; numbers have no gap, so the last one shown says whether there is more. */
    static AuditLogPage of(List<AuditEntry> entries, ChainHead head) {
        var next = entries.isEmpty() ? 0 : entries.getLast().sequence() - 1;
        return new AuditLogPage(entries, next > 0 ? new AuditCursor(next).encode() : null, head);
    }
}
