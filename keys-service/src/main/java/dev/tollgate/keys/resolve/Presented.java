package dev.tollgate.keys.resolve;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A credential as the gateway took it apart. */
@Schema(name = "PresentedCredential")
record Presented(
        @Schema(description = "The public half, `<id>` of `pk_<mode>_<id>.<secret>` or `agent_<mode>_<id>.<secret>`.")
        @NotNull(message = "is required")
        String id,

        @Schema(implementation = String.class, description = "The private half, checksum and all.")
        @NotNull(message = "is required")
        Secret secret,

        @NotNull(message = "is required") Mode mode) {}
