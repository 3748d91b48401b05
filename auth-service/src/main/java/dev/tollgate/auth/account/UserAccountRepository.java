package dev.tollgate.auth.account;

import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;

/** Accounts; without another word, those that are not removed. */
@ApplicationScoped
public class UserAccountRepository implements PanacheRepositoryBase<UserAccount, String> {
    private static final String ADD_UNLESS_TAKEN =
            "insert into user_account (id, org_id, role, email, name, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)"
                    + " on conflict (lower(email)) where removed_at is null do nothing";

    /** The account of an address, in whatever case it is spelled; the item is null where nobody has it. */
    public Uni<UserAccount> byEmail(String email) {
        return find("lower(email) = ?1 and removedAt is null", EmailAddress.key(email))
                .firstResult();
    }

    /** An account whatever became of it, its row locked until the transaction ends; the item is null if there is none. */
    public Uni<UserAccount> locked(String id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /** A member of an organization, removed or not, the row locked; the item is null if there is none. */
    public Uni<UserAccount> ever(Tenant tenant, String id) {
        return find("id = ?1 and orgId = ?2", id, tenant.orgId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** A member; the item is null if there is none. */
    public Uni<UserAccount> member(Tenant tenant, String id) {
        return find("id = ?1 and orgId = ?2 and removedAt is null", id, tenant.orgId())
                .firstResult();
    }

    /** Whether an address is one of this organization's members'. */
    public Uni<Boolean> isMember(Tenant tenant, String email) {
        return count("orgId = ?1 and lower(email) = ?2 and removedAt is null", tenant.orgId(), EmailAddress.key(email))
                .map(count -> count > 0);
    }

    /** How many owners an organization has. */
    public Uni<Long> owners(Tenant tenant) {
        return count("orgId = ?1 and role = ?2 and removedAt is null", tenant.orgId(), Role.OWNER);
    }

    /** An organization's owners, who joined first first. */
    public Uni<List<UserAccount>> ownersOf(String orgId) {
        return list("orgId = ?1 and role = ?2 and removedAt is null order by id", orgId, Role.OWNER);
    }

    /** Up to {@code count} members with ids lower than {@code before}, newest first. */
    public Uni<List<UserAccount>> membersOlderThan(Tenant tenant, String before, int count) {
        return find("orgId = ?1 and removedAt is null and id < ?2 order by id desc", tenant.orgId(), before)
                .page(0, count)
                .list();
    }

    /**
     * The member who has an address without ever having proved it, their row locked: of who proves it and who takes it from them one is first.
     * The item is null where nobody has it, or it was proved, or staff have it, whom the configuration names.
     */
    public Uni<UserAccount> unproved(String email) {
        return find(
                        "lower(email) = ?1 and removedAt is null and emailVerifiedAt is null and orgId is not null",
                        EmailAddress.key(email))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** Adds a member unless the address is taken, and says whether it did. Of two at once the second waits for the first, and loses. */
    public Uni<Boolean> addUnlessTaken(UserAccount member) {
        return getSession()
                .chain(session -> session.createNativeQuery(ADD_UNLESS_TAKEN)
                        .setParameter(1, member.id())
                        .setParameter(2, Objects.requireNonNull(member.orgId()))
                        .setParameter(3, member.wireRole())
                        .setParameter(4, member.email())
                        .setParameter(5, member.name())
                        .setParameter(6, member.createdAt())
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
