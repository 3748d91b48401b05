package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Gives a member another role (when this has answered, it counts for each of their requests), or an invitation, for when it is accepted. The same role again is no change. */
@ApplicationScoped
class ChangeMemberRole {
    private final Roster roster;
    private final UserAccountRepository accounts;
    private final InvitationRepository invitations;
    private final Outbox outbox;

    ChangeMemberRole(Roster roster, UserAccountRepository accounts, InvitationRepository invitations, Outbox outbox) {
        this.roster = roster;
        this.accounts = accounts;
        this.invitations = invitations;
        this.outbox = outbox;
    }

    Uni<Member> to(Role role, Principal caller, String id) {
        return roster.change(caller, changer -> inTurn(caller.requireTenant(), changer, role, id))
                .call(change -> roster.heard(change.number()))
                .map(Change::member);
    }

    /** @param number null where no session is concerned */
    private record Change(Member member, @Nullable Long number) {
        static Change unnoted(Member member) {
            return new Change(member, null);
        }
    }

    private Uni<Change> inTurn(Tenant tenant, UserAccount changer, Role role, String id) {
        return invitations
                .pending(tenant, id)
                .chain(pending -> pending.map(waiting -> ofInvitation(waiting, role, changer))
                        .orElseGet(() -> accounts.ever(tenant, id)
                                .chain(account -> ofMember(present(account), role, changer, tenant))));
    }

    private static UserAccount present(@Nullable UserAccount account) {
        if (account == null || account.isRemoved()) {
            throw Problem.notFound();
        }
        return account;
    }

    private Uni<Change> ofInvitation(Invitation invitation, Role role, UserAccount changer) {
        Roster.requireReach(changer, invitation.role(), role);
        return invitation.role() == role
                ? Uni.createFrom().item(Change.unnoted(Member.of(invitation)))
                : outbox.append(invitation.changeRole(role, Actor.user(changer.id())))
                        .replaceWith(() -> Change.unnoted(Member.of(invitation)));
    }

    private Uni<Change> ofMember(UserAccount member, Role role, UserAccount changer, Tenant tenant) {
        var before = Member.of(member);
        Roster.requireReach(changer, before.role(), role);
        if (before.role() == role) {
            return Uni.createFrom().item(Change.unnoted(before));
        }
        return roster.requireAnotherOwner(tenant, member)
                .invoke(() -> member.changeRole(role))
                .chain(() -> outbox.append(new MemberEvent.RoleChanged(
                        tenant.orgId(),
                        MemberEvent.Data.of(Member.of(member), Actor.user(changer.id()))
                                .after(before.role()))))
                .chain(() -> roster.note(member))
                .map(number -> new Change(Member.of(member), number));
    }
}
