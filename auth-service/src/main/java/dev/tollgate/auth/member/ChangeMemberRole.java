package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Gives a member another role, from the next request on, or an invitation, for when it is accepted. The same role again is no change. */
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
        var tenant = caller.requireTenant();
        return roster.change(
                caller,
                changer -> invitations
                        .pending(tenant, id)
                        .chain(pending -> pending.map(waiting -> ofInvitation(waiting, role, changer))
                                .orElseGet(() -> accounts.ever(tenant, id)
                                        .chain(account -> ofMember(present(account), role, changer, tenant)))));
    }

    private static UserAccount present(@Nullable UserAccount account) {
        if (account == null || account.isRemoved()) {
            throw Problem.notFound();
        }
        return account;
    }

    private Uni<Member> ofInvitation(Invitation invitation, Role role, UserAccount changer) {
        Roster.requireReach(changer, invitation.role(), role);
        return invitation.role() == role
                ? Uni.createFrom().item(Member.of(invitation))
                : outbox.append(invitation.changeRole(role, Actor.of(changer)))
                        .replaceWith(() -> Member.of(invitation));
    }

    private Uni<Member> ofMember(UserAccount member, Role role, UserAccount changer, Tenant tenant) {
        var before = Member.of(member);
        Roster.requireReach(changer, before.role(), role);
        if (before.role() == role) {
            return Uni.createFrom().item(before);
        }
        return roster.requireAnotherOwner(tenant, member)
                .invoke(() -> member.changeRole(role))
                .chain(() -> outbox.append(new MemberEvent.RoleChanged(
                        tenant.orgId(),
                        MemberEvent.Data.of(Member.of(member), Actor.of(changer))
                                .after(before.role()))))
                .replaceWith(() -> Member.of(member));
    }
}
