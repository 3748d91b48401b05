package dev.tollgate.onboarding.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.onboarding.pix.PixKeyType;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.onboarding.profile.EntityType;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to an account (docs/events/). Never a name, an address, a tax id or a PIX key: who may see those asks for the account. */
sealed interface ConnectedAccountEvent extends Fact {
    FactType CREATED = type("created");
    FactType PAYOUT_CONFIGURED = type("payout_configured");

    ConnectedAccount account();

    Actor actor();

    @Override
    default String subject() {
        return account().id();
    }

    @Override
    default String orgId() {
        return account().tenant().orgId();
    }

    @Override
    default Mode mode() {
        return account().tenant().mode();
    }

    @Override
    default Object data() {
        return Data.of(account(), actor());
    }

    /** An integrator made it. */
    record Created(ConnectedAccount account, Actor actor) implements ConnectedAccountEvent {
        @Override
        public FactType type() {
            return CREATED;
        }
    }

    /** It moved; the account is as it is afterwards. */
    record Moved(ConnectedAccount account, ConnectedAccountMove move, Actor actor)
            implements ConnectedAccountEvent, Audited {
        @Override
        public FactType type() {
            return move.fact();
        }

        @Override
        public Audit audit() {
            return new Audit(
                    actor,
                    new Standing(move.from(), null, null, null),
                    new Standing(account.state(), ConnectedAccountBody.rejectionReason(account), null, null));
        }
    }

    /** Where its money goes was said, or changed. */
    record PayoutConfigured(ConnectedAccount before, ConnectedAccount account, Actor actor)
            implements ConnectedAccountEvent, Audited {
        @Override
        public FactType type() {
            return PAYOUT_CONFIGURED;
        }

        @Override
        public Audit audit() {
            return new Audit(actor, payout(before), payout(account));
        }

        private static Standing payout(ConnectedAccount account) {
            var payout = account.payout();
            return payout == null
                    ? new Standing(account.state(), null, null, null)
                    : new Standing(account.state(), null, payout.type(), payout.masked());
        }
    }

    /**
     * What the audit log shows of an account.
     *
     * @param pixKey masked: enough to tell one from another
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Standing(
            ConnectedAccountState status,
            @Nullable String rejectionReason,
            @Nullable PixKeyType pixKeyType,
            @Nullable String pixKey) {}

    /** What is published. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Data(
            String id,
            String organizationId,
            AccountRole role,
            EntityType entityType,
            @Nullable String externalId,
            ConnectedAccountState status,
            @Nullable String rejectionReason,
            @Nullable PixKeyType pixKeyType,
            Instant createdAt,
            @Nullable Instant submittedAt,
            @Nullable Instant decidedAt,
            Actor actor) {

        static Data of(ConnectedAccount account, Actor actor) {
            var profile = account.profile();
            var decision = account.decision();
            var payout = account.payout();
            return new Data(
                    account.id(),
                    account.tenant().orgId(),
                    profile.role(),
                    profile.entityType(),
                    profile.externalId(),
                    account.state(),
                    ConnectedAccountBody.rejectionReason(account),
                    payout == null ? null : payout.type(),
                    account.createdAt(),
                    account.submittedAt(),
                    decision == null ? null : decision.at(),
                    actor);
        }
    }

    static FactType type(String what) {
        return new FactType("onboarding", "connected_account", what);
    }
}
