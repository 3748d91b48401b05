package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Removes a member, with all their sessions (when this has answered, none of their requests is let in), or revokes an invitation. Repeating it changes nothing, and promises the same. */
@ApplicationScoped
class RemoveMember {
    private final Roster roster;
    private final UserAccountRepository accounts;
    private final InvitationRepository invitations;
    private final Outbox outbox;
    private final Clock clock;

    RemoveMember(
            Roster roster,
            UserAccountRepository accounts,
            InvitationRepository invitations,
            Outbox outbox,
            Clock clock) {
        this.roster = roster;
        this.accounts = accounts;
        this.invitations = invitations;
        this.outbox = outbox;
        this.clock = clock;
    }

    Uni<Void> remove(Principal caller, String id) {
        return roster.change(caller, remover -> inTurn(caller.requireTenant(), remover, id))
                .chain(roster::heard);
    }

    /** The number of the change; the item is null where no session is concerned. */
    private Uni<Long> inTurn(Tenant tenant, UserAccount remover, String id) {
        return invitations
                .pending(tenant, id)
                .chain(pending -> pending.map(waiting -> revoke(waiting, remover))
                        .orElseGet(() -> accounts.ever(tenant, id)
                                .chain(account -> account == null
                                        ? revokedBefore(tenant, id)
                                        : removeOnce(account, remover, tenant))));
    }

    private Uni<Long> revoke(Invitation invitation, UserAccount remover) {
        Roster.requireReach(remover, invitation.role());
        return outbox.append(invitation.revoke(Actor.user(remover.id()), clock.instant()))
                .chain(Uni.createFrom()::nullItem);
    }

    private Uni<Long> revokedBefore(Tenant tenant, String id) {
        return invitations.ever(tenant, id).invoke(RemoveMember::requireOne).chain(Uni.createFrom()::nullItem);
    }

    private static void requireOne(@Nullable Invitation revoked) {
        if (revoked == null) {
            throw Problem.notFound();
        }
    }

    private Uni<Long> removeOnce(UserAccount member, UserAccount remover, Tenant tenant) {
        if (member.isRemoved()) {
            return Uni.createFrom().nullItem();
        }
        var data = MemberEvent.Data.of(Member.of(member), Actor.user(remover.id()));
        Roster.requireReach(remover, data.role());
        return roster.requireAnotherOwner(tenant, member)
                .invoke(() -> member.remove(clock.instant()))
                .chain(() -> outbox.append(new MemberEvent.Removed(tenant.orgId(), data)))
                .chain(() -> roster.note(member));
    }
}
