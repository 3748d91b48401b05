package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.kyb.KybSubmission.Review;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Staff read and decide live applications. 404 where an organization has not applied; 409 {@code InvalidState} where nothing is pending. */
@ApplicationScoped
class ReviewKyb {
    private final Transactions transactions;
    private final KybSubmissionRepository repository;
    private final Outbox outbox;
    private final Clock clock;

    ReviewKyb(Transactions transactions, KybSubmissionRepository repository, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<KybSubmission> read(String orgId) {
        var tenant = new Tenant(orgId, Mode.LIVE);
        return transactions.inTenant(
                tenant, transaction -> repository.latest(transaction, tenant).map(ReviewKyb::applied));
    }

    Uni<KybSubmission> approve(String orgId, String reviewerId, @Nullable String notes) {
        var tenant = new Tenant(orgId, Mode.LIVE);
        var event = new KybEvent.Approved(tenant, Actor.staff(reviewerId));
        return decide(tenant, KybSubmission::approve, new Review(reviewerId, clock.instant(), notes), event);
    }

    Uni<KybSubmission> reject(String orgId, String reviewerId, String notes) {
        var tenant = new Tenant(orgId, Mode.LIVE);
        var event = new KybEvent.Rejected(tenant, notes, Actor.staff(reviewerId));
        return decide(tenant, KybSubmission::reject, new Review(reviewerId, clock.instant(), notes), event);
    }

    private Uni<KybSubmission> decide(
            Tenant tenant, BiFunction<KybSubmission, Review, KybSubmission> move, Review review, KybEvent event) {
        return transactions.inTenant(
                tenant,
                transaction -> repository
                        .lockLatest(transaction, tenant)
                        .map(latest -> move.apply(applied(latest), review))
                        .call(decided -> repository.decide(transaction, decided, review))
                        .call(() -> outbox.append(transaction, event)));
    }

    private static KybSubmission applied(Optional<KybSubmission> latest) {
        return latest.orElseThrow(Problem::notFound);
    }
}
