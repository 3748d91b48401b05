package dev.tollgate.onboarding.kyb;

import dev.tollgate.onboarding.access.TermsAccepted;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** Whether an organization may move money in its mode, and the terms it must accept for that. */
@ApplicationScoped
class Readiness {
    private static final String READ = """
            select exists (select 1 from tos_acceptance where org_id = $1 and mode = $2) as tos_accepted,
                   coalesce((select status from kyb_submission where org_id = $1 and mode = $2 order by number desc limit 1), 'not_started') as kyb""";

    private static final String ACCEPT = """
            insert into tos_acceptance (org_id, mode, accepted_by, accepted_at) values ($1, $2, $3, $4)
            on conflict do nothing""";

    private final Transactions transactions;
    private final LiveAdmission live;
    private final Outbox outbox;
    private final Clock clock;

    Readiness(Transactions transactions, LiveAdmission live, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.live = live;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** What is still to do in one mode. */
    record Status(boolean tosAccepted, KybStatus kyb) {
        /** In test nothing is: keys work from sign-up on. */
        boolean needsOnboarding(Mode mode) {
            return switch (mode) {
                case TEST -> false;
                case LIVE -> !tosAccepted || kyb != KybStatus.APPROVED;
            };
        }
    }

    Uni<Status> status(Tenant tenant) {
        return transactions.inTenant(tenant, transaction -> read(transaction, tenant));
    }

    /**
     * Accepts the terms in the caller's mode; the first acceptance stands. 403 {@code FORBIDDEN} in live without approved production access, as {@link LiveAdmission}
     * says.
     */
    Uni<Status> acceptTerms(Principal caller) {
        var tenant = caller.requireTenant();
        var userId = caller.actorId();
        return transactions.inTenant(
                tenant,
                transaction -> live.admit(transaction, caller)
                        .chain(() -> transaction
                                .preparedQuery(ACCEPT)
                                .execute(Tuple.of(
                                        tenant.orgId(),
                                        tenant.mode().wire(),
                                        userId,
                                        clock.instant().atOffset(ZoneOffset.UTC))))
                        .call(inserted -> inserted.rowCount() == 1
                                ? outbox.append(transaction, accepted(tenant, userId))
                                : Uni.createFrom().voidItem())
                        .chain(() -> read(transaction, tenant)));
    }

    private static TermsAccepted accepted(Tenant tenant, String userId) {
        return new TermsAccepted(tenant.orgId(), tenant.mode(), TermsAccepted.Terms.SERVICE, Actor.user(userId));
    }

    private static Uni<Status> read(SqlConnection transaction, Tenant tenant) {
        return transaction
                .preparedQuery(READ)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire()))
                .map(rows -> status(tenant.mode(), rows.iterator().next()));
    }

    /** In test everybody is approved from sign-up on, with or without a submission. */
    private static Status status(Mode mode, Row row) {
        return new Status(
                row.getBoolean("tos_accepted"),
                mode == Mode.TEST ? KybStatus.APPROVED : KybStatus.parse(row.getString("kyb")));
    }
}
