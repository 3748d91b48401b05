package dev.tollgate.auth.member;

import dev.tollgate.auth.account.EmailAddress;
import dev.tollgate.platform.principal.Tenant;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class InvitationRepository implements PanacheRepositoryBase<Invitation, String> {
    private static final String PENDING = " and acceptedAt is null and revokedAt is null";
    private static final String ACCEPT = "update invitation set accepted_at = ?2 where token_hash = ?1"
            + " and accepted_at is null and revoked_at is null and expires_at > ?2 returning id";
    private static final String REQUESTED =
            "select member_id from invitation_request where org_id = ?1 and mode = ?2 and idempotency_key = ?3";
    private static final String BIND =
            "insert into invitation_request (org_id, mode, idempotency_key, member_id) values (?1, ?2, ?3, ?4)";

    /** An invitation that waits, its row locked: who accepts it meanwhile is either before, and then it is not pending, or after. */
    Uni<Optional<Invitation>> pending(Tenant tenant, String id) {
        return find("id = ?1 and orgId = ?2" + PENDING, id, tenant.orgId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** The same, by address. */
    Uni<Optional<Invitation>> pendingOf(Tenant tenant, String email) {
        return find("orgId = ?1 and lower(email) = ?2" + PENDING, tenant.orgId(), EmailAddress.key(email))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /** Whatever became of it; the item is null if there never was one. */
    Uni<Invitation> ever(Tenant tenant, String id) {
        return find("id = ?1 and orgId = ?2", id, tenant.orgId()).firstResult();
    }

    /** Up to {@code count} that wait, older than the id {@code before}, newest first. */
    Uni<List<Invitation>> pendingOlderThan(Tenant tenant, String before, int count) {
        return find("orgId = ?1 and id < ?2" + PENDING + " order by id desc", tenant.orgId(), before)
                .page(0, count)
                .list();
    }

    /** Uses a link up and answers with its invitation's id; the item is null if it can't be accepted (any more). Of two at once, one wins. */
    Uni<String> accept(String tokenHash, Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery(ACCEPT, String.class)
                        .setParameter(1, tokenHash)
                        .setParameter(2, now)
                        .getSingleResultOrNull());
    }

    /** The member whom a request with this {@code Idempotency-Key} was about; the item is null if there was none. */
    Uni<String> requested(Tenant tenant, String idempotencyKey) {
        return getSession()
                .chain(session -> session.createNativeQuery(REQUESTED, String.class)
                        .setParameter(1, tenant.orgId())
                        .setParameter(2, tenant.mode().wire())
                        .setParameter(3, idempotencyKey)
                        .getSingleResultOrNull());
    }

    Uni<Void> bind(Tenant tenant, String idempotencyKey, String memberId) {
        return getSession()
                .chain(session -> session.createNativeQuery(BIND)
                        .setParameter(1, tenant.orgId())
                        .setParameter(2, tenant.mode().wire())
                        .setParameter(3, idempotencyKey)
                        .setParameter(4, memberId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
