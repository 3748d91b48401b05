package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows an organization's members and the invitations that wait. Both modes show the same. */
@ApplicationScoped
class FindMembers {
    private static final Comparator<Member> NEWEST_FIRST =
            Comparator.comparing(Member::id).reversed();

    private final Sessions sessions;
    private final UserAccountRepository accounts;
    private final InvitationRepository invitations;

    FindMembers(Sessions sessions, UserAccountRepository accounts, InvitationRepository invitations) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.invitations = invitations;
    }

    Uni<Page<Member>> page(Tenant tenant, int limit, @Nullable String cursor) {
        var before = Cursor.before(cursor, UserAccount.ID);
        return sessions.inTenant(
                        tenant,
                        () -> accounts.membersOlderThan(tenant, before, limit + 1)
                                .chain(members -> invitations
                                        .pendingOlderThan(tenant, before, limit + 1)
                                        .map(invited -> merge(members, invited, limit + 1))))
                .map(rows -> Page.of(rows, limit, Member::id, member -> member));
    }

    /** The newest of both: each list has as many as are wanted of both together. */
    private static List<Member> merge(List<UserAccount> members, List<Invitation> invited, int count) {
        return Stream.concat(members.stream().map(Member::of), invited.stream().map(Member::of))
                .sorted(NEWEST_FIRST)
                .limit(count)
                .toList();
    }

    /** Who was removed, and whose invitation was revoked, is absent. */
    Uni<Member> one(Tenant tenant, String id) {
        return sessions.inTenant(tenant, () -> ever(tenant, id)).map(FindMembers::orNotFound);
    }

    /** A member or an invitation, whatever became of it, in the current transaction; the item is null if there is none. */
    Uni<Member> ever(Tenant tenant, String id) {
        return accounts.find("id = ?1 and orgId = ?2", id, tenant.orgId())
                .firstResult()
                .chain(account -> account != null
                        ? Uni.createFrom().item(Member.of(account))
                        : invitations.ever(tenant, id).onItem().ifNotNull().transform(Member::of));
    }

    private static Member orNotFound(@Nullable Member member) {
        if (member == null || member.status() == MemberStatus.REMOVED) {
            throw Problem.notFound();
        }
        return member;
    }
}
