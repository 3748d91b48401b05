package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.document.DocumentBody;
import dev.tollgate.onboarding.pix.PixKeyType;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.onboarding.profile.EntityType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A connected account as its organization and staff see it. */
@Schema(
        name = "ConnectedAccount",
        requiredProperties = {
            "id",
            "role",
            "entityType",
            "externalId",
            "email",
            "legalName",
            "displayName",
            "country",
            "taxId",
            "status",
            "missing",
            "documents",
            "tosAcceptedAt",
            "submittedAt",
            "decidedAt",
            "rejectionReason",
            "payoutConfig",
            "createdAt"
        })
public record ConnectedAccountBody(
        @Schema(examples = "acct_01k9y1a2b3c4d5e6f7g8h9j0km")
        String id,

        @Schema(enumeration = {"seller", "buyer"}) AccountRole role,
        @Schema(enumeration = {"business", "individual"}) EntityType entityType,

        @Schema(nullable = true, examples = "seller-42") @Nullable
        String externalId,

        @Schema(nullable = true, examples = "ana@example.com") @Nullable
        String email,

        @Schema(nullable = true, examples = "Souza Comércio Ltda.") @Nullable
        String legalName,

        @Schema(nullable = true, examples = "Souza") @Nullable
        String displayName,

        @Schema(nullable = true, examples = "BR") @Nullable String country,

        @Schema(nullable = true, examples = "11.222.333/0001-81") @Nullable
        String taxId,

        @Schema(enumeration = {"created", "verifying", "approved", "rejected"})
        ConnectedAccountState status,

        @Schema(
                description = "What `submit` would refuse for now, as `path: reason`; empty once it was submitted.",
                examples = "[\"tos: must be accepted\"]")
        List<String> missing,

        List<DocumentBody> documents,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant tosAcceptedAt,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant submittedAt,

        @Schema(implementation = String.class, format = "date-time", nullable = true) @Nullable
        Instant decidedAt,

        @Schema(nullable = true, description = "Why, where it was rejected.") @Nullable
        String rejectionReason,

        @Schema(nullable = true) @Nullable PayoutBody payoutConfig,

        @Schema(implementation = String.class, format = "date-time", examples = "2026-05-02T14:00:00.000Z")
        Instant createdAt) {

    /** Never the whole key. */
    @Schema(
            name = "PayoutConfig",
            requiredProperties = {"pixKeyType", "pixKey", "configuredAt"})
    public record PayoutBody(
            @Schema(enumeration = {"cpf", "cnpj", "email", "phone", "random"})
            PixKeyType pixKeyType,

            @Schema(description = "Masked.", examples = "**********0181")
            String pixKey,

            @Schema(implementation = String.class, format = "date-time")
            Instant configuredAt) {}

    public static ConnectedAccountBody of(Dossier dossier) {
        var account = dossier.account();
        var profile = account.profile();
        var terms = account.terms();
        var decision = account.decision();
        var payout = account.payout();
        return new ConnectedAccountBody(
                account.id(),
                profile.role(),
                profile.entityType(),
                profile.externalId(),
                profile.email(),
                profile.legalName(),
                profile.displayName(),
                profile.country(),
                profile.taxId(),
                account.state(),
                dossier.missing(),
                dossier.documents().stream().map(DocumentBody::of).toList(),
                terms == null ? null : terms.acceptedAt(),
                account.submittedAt(),
                decision == null ? null : decision.at(),
                rejectionReason(account),
                payout == null ? null : new PayoutBody(payout.type(), payout.masked(), payout.configuredAt()),
                account.createdAt());
    }

    static @Nullable String rejectionReason(ConnectedAccount account) {
        var decision = account.decision();
        return account.state() == ConnectedAccountState.REJECTED && decision != null ? decision.notes() : null;
    }
}
