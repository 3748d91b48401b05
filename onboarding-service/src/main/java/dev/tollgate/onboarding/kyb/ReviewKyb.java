package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.kyb.KybSubmission.Review;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.page.QueueCursor;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Staff read and decide live applications. 404 where an organization has not applied; 409 {@code InvalidState} where nothing is pending, or another
 * application than the reviewer says they looked at.
 */
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

    /** Of the organizations whose latest application is in this state, the one who applied first first. */
    Uni<Page<ReviewedKyb>> oldest(KybStatus status, QueueCursor after, int limit) {
        return transactions
                .acrossTenants(transaction -> repository.queue(transaction, status, after, limit))
                .map(found -> Page.ofQueue(found, limit, ReviewKyb::place, ReviewedKyb::of));
    }

    private static QueueCursor place(KybSubmission last) {
        return new QueueCursor(last.submittedAt(), last.tenant().orgId());
    }

    /** @param seen the number of the application that the reviewer looked at; null where they did not say */
    Uni<KybSubmission> approve(String orgId, String reviewerId, @Nullable String notes, @Nullable Long seen) {
        var tenant = new Tenant(orgId, Mode.LIVE);
        var event = new KybEvent.Approved(tenant, Actor.staff(reviewerId));
        var review = new Review(reviewerId, clock.instant(), notes);
        return decide(tenant, latest -> latest.approve(review, seen), review, event);
    }

    /** @param seen the number of the application that the reviewer looked at; null where they did not say */
    Uni<KybSubmission> reject(String orgId, String reviewerId, String notes, @Nullable Long seen) {
        var tenant = new Tenant(orgId, Mode.LIVE);
        var event = new KybEvent.Rejected(tenant, notes, Actor.staff(reviewerId));
        var review = new Review(reviewerId, clock.instant(), notes);
        return decide(tenant, latest -> latest.reject(review, seen), review, event);
    }

    private Uni<KybSubmission> decide(Tenant tenant, UnaryOperator<KybSubmission> move, Review review, KybEvent event) {
        return transactions.inTenant(
                tenant,
                transaction -> repository
                        .lockLatest(transaction, tenant)
                        .map(latest -> move.apply(applied(latest)))
                        .call(decided -> repository.decide(transaction, decided, review))
                        .call(() -> outbox.append(transaction, event)));
    }

    private static KybSubmission applied(Optional<KybSubmission> latest) {
        return latest.orElseThrow(Problem::notFound);
    }
}
