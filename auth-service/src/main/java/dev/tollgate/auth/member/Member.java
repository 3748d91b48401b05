package dev.tollgate.auth.member;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.principal.Role;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Somebody who belongs to an organization or is invited to, as clients see them. The id stays when an invitation is accepted. */
@Schema(name = "Member", description = "Somebody who belongs to the organization, or is invited to.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record Member(
        @Schema(examples = "usr_01jd9x3m4eefz8wqfs1d7yq0ab") String id,

        @Schema(examples = "grace@example.com") String email,

        @Schema(description = "Null until somebody gave one.", examples = "Grace Hopper", nullable = true) @Nullable
        String name,

        @Schema(enumeration = {"owner", "admin", "member", "viewer"})
        Role role,

        @Schema(
                enumeration = {"invited", "active", "removed"},
                description = "`removed` only in the replay of a request with an `Idempotency-Key`.")
        MemberStatus status,

        @Schema(description = "When they were invited, or signed the organization up.")
        Instant createdAt,

        @Schema(description = "When they first signed in; null until then.", nullable = true) @Nullable
        Instant joinedAt,

        @Schema(description = "Until when the mailed link works; null for who has joined.", nullable = true) @Nullable
        Instant invitationExpiresAt,

        @Schema(
                description =
                        "Who vouches for them: `email`, or the OpenID provider by which they signed in; null until they joined.",
                examples = "email",
                nullable = true)
        @Nullable
        String provider) {

    static Member of(UserAccount account) {
        return new Member(
                account.id(),
                account.email(),
                account.name(),
                Objects.requireNonNull(account.role()),
                account.isRemoved() ? MemberStatus.REMOVED : MemberStatus.ACTIVE,
                account.createdAt(),
                account.emailVerifiedAt(),
                null,
                account.provider());
    }

    static Member of(Invitation invitation) {
        return new Member(
                invitation.id(),
                invitation.email(),
                invitation.name(),
                invitation.role(),
                invitation.isPending() ? MemberStatus.INVITED : MemberStatus.REMOVED,
                invitation.createdAt(),
                null,
                invitation.expiresAt(),
                null);
    }
}
