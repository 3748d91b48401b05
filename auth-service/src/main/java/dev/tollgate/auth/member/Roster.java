package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets the changes of one organization's members take turns, so that what a change has looked at (how many owners there are, who asks)
 * stays true until it commits.
 */
@ApplicationScoped
class Roster {
    /** Not the strongest lock: new rows that refer to the organization (a session, an account) need not wait for it. */
    private static final String LOCK = "select id from organization where id = ?1 for no key update";

    private final Sessions sessions;
    private final UserAccountRepository accounts;
    private final Changes changes;

    Roster(Sessions sessions, UserAccountRepository accounts, Changes changes) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.changes = changes;
    }

    /** Runs {@code work} in one transaction, as the only change of this organization, with the caller's account as it is then. */
    <T> Uni<T> change(Principal caller, Function<UserAccount, Uni<T>> work) {
        var tenant = caller.requireTenant();
        return sessions.inTenant(
                tenant,
                () -> lock(tenant)
                        .chain(() -> accounts.member(tenant, caller.actorId()))
                        .map(Roster::entitled)
                        .chain(found -> work.apply(found)));
    }

    /** Notes that what a member may do has changed: the last thing in the transaction. */
    Uni<Long> note(UserAccount member) {
        return changes.note("user:" + member.id());
    }

    /**
     * Completes when no gateway answers from what it knew before; to be subscribed to after the transaction.
     *
     * @param number null where nothing was noted: it waits for whoever did before
     */
    Uni<Void> heard(@Nullable Long number) {
        return number == null ? changes.allHeard() : changes.heard(number);
    }

    private static Uni<Void> lock(Tenant tenant) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, String.class)
                        .setParameter(1, tenant.orgId())
                        .getSingleResultOrNull())
                .replaceWithVoid();
    }

    private static UserAccount entitled(@Nullable UserAccount caller) {
        if (caller == null) {
            throw MemberProblem.callerIsGone();
        }
        return switch (Optional.ofNullable(caller.role()).orElse(Role.VIEWER)) {
            case OWNER, ADMIN -> caller;
            case MEMBER, VIEWER -> throw MemberProblem.notAllowed();
        };
    }

    /** Admins run everything but owners (contract/credentials.md): a role that is, or would become, an owner's is an owner's matter. */
    static void requireReach(UserAccount caller, Role... roles) {
        for (var role : roles) {
            if (role == Role.OWNER && caller.role() != Role.OWNER) {
                throw MemberProblem.ownersOnly();
            }
        }
    }

    /** Fails if an owner is to go and is the only one. */
    Uni<Void> requireAnotherOwner(Tenant tenant, UserAccount leaving) {
        return leaving.role() != Role.OWNER
                ? Uni.createFrom().voidItem()
                : accounts.owners(tenant).invoke(Roster::requireSeveral).replaceWithVoid();
    }

    private static void requireSeveral(long owners) {
        if (owners < 2) {
            throw MemberProblem.lastOwner();
        }
    }
}
