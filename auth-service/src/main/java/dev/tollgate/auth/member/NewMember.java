package dev.tollgate.auth.member;

import dev.tollgate.auth.account.EmailAddress;
import dev.tollgate.auth.account.PrintableName;
import dev.tollgate.platform.principal.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/members}. */
@Schema(name = "InviteMemberRequest")
record NewMember(
        @Schema(examples = "grace@example.com")
        @NotNull
        @Size(max = EmailAddress.LONGEST)
        @Pattern(regexp = EmailAddress.FORM, message = EmailAddress.REASON)
        String email,

        @Schema(examples = "Grace Hopper", nullable = true)
        @Size(max = PrintableName.LONGEST)
        @Pattern(regexp = PrintableName.FORM, message = PrintableName.REASON)
        @Nullable
        String name,

        @Schema(enumeration = {"owner", "admin", "member", "viewer"})
        @NotNull
        @Pattern(regexp = "owner|admin|member|viewer", message = "must be owner, admin, member or viewer")
        String role) {
    InviteMember.Order order() {
        return new InviteMember.Order(email, name == null || name.isBlank() ? null : name, Role.parse(role));
    }
}
