package dev.tollgate.onboarding.verification;

import dev.tollgate.onboarding.account.ConnectedAccount;
import dev.tollgate.onboarding.account.ConnectedAccountMove;
import dev.tollgate.onboarding.account.DecideConnectedAccount;
import dev.tollgate.onboarding.verification.SandboxTimers.Timer;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plays the verifier in test mode: it approves, unless the legal name begins with {@code Reject}, as a word. */
@ApplicationScoped
class SandboxVerification {
    static final String REASON = "The legal name begins with \"Reject\", so the sandbox rejects the account.";
    private static final String TRIGGER = "Reject";

    private final Transactions transactions;
    private final SandboxTimers timers;
    private final DecideConnectedAccount decide;

    SandboxVerification(Transactions transactions, SandboxTimers timers, DecideConnectedAccount decide) {
        this.transactions = transactions;
        this.timers = timers;
        this.decide = decide;
    }

    /** Decides an account whose time has come; nothing happens if it is decided. */
    Uni<Void> verify(Timer timer) {
        return transactions.inTenant(
                timer.tenant(),
                transaction -> decide.hold(transaction, timer.tenant(), timer.accountId())
                        .chain(account -> decide(transaction, account))
                        .chain(() -> timers.drop(transaction, timer)));
    }

    private Uni<Void> decide(SqlConnection transaction, ConnectedAccount account) {
        if (account.state() != ConnectedAccountMove.APPROVE.from()) {
            return Uni.createFrom().voidItem();
        }
        var rejected = isRejected(account.profile().legalName());
        return decide.decide(
                        transaction,
                        account,
                        rejected ? ConnectedAccountMove.REJECT : ConnectedAccountMove.APPROVE,
                        rejected ? REASON : null,
                        Actor.service("onboarding-service"))
                .replaceWithVoid();
    }

    private static boolean isRejected(@Nullable String legalName) {
        return Optional.ofNullable(legalName)
                .filter(name -> name.equals(TRIGGER) || name.startsWith(TRIGGER + ' '))
                .isPresent();
    }
}
