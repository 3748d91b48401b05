package dev.tollgate.onboarding.kyb;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** An organization applies in its mode: approved at once in test, for staff to decide in live. */
@ApplicationScoped
class SubmitKyb {
    private final Transactions transactions;
    private final LiveAdmission live;
    private final KybSubmissionRepository repository;
    private final Outbox outbox;
    private final Clock clock;

    SubmitKyb(
            Transactions transactions,
            LiveAdmission live,
            KybSubmissionRepository repository,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.live = live;
        this.repository = repository;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * 403 {@code FORBIDDEN} in live without approved production access, also for a live request that the gateway put into test for that reason;
     * 409 {@code InvalidState} in live while an application is pending or approved.
     */
    Uni<Void> submit(Principal caller, KybApplication application) {
        var tenant = caller.requireTenant();
        var submission = KybSubmission.submit(tenant, application, caller.actorId(), clock.instant());
        return transactions.inTenant(
                tenant,
                transaction -> live.admit(transaction, caller)
                        .chain(() -> open(transaction, tenant))
                        .chain(() -> repository.insert(transaction, submission))
                        .chain(() -> outbox.append(transaction, facts(tenant, Actor.of(caller)))));
    }

    private Uni<Void> open(SqlConnection transaction, Tenant tenant) {
        return tenant.mode() == Mode.TEST
                ? Uni.createFrom().voidItem()
                : repository
                        .latest(transaction, tenant)
                        .invoke(latest -> {
                            var status = latest.map(KybSubmission::status).orElse(KybStatus.NOT_STARTED);
                            if (!KybStatus.OPEN_TO_SUBMISSION.contains(status)) {
                                throw KybProblem.alreadySubmitted(status);
                            }
                        })
                        .replaceWithVoid();
    }

    private static List<KybEvent> facts(Tenant tenant, Actor submitter) {
        return switch (tenant.mode()) {
            case TEST ->
                List.of(
                        new KybEvent.Submitted(tenant, submitter),
                        new KybEvent.Approved(tenant, Actor.service("onboarding-service")));
            case LIVE -> List.of(new KybEvent.Submitted(tenant, submitter));
        };
    }
}
