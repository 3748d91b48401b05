package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.signin.LinkToken;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;

/** Makes a member of who opens the link of an invitation, in the current Panache transaction, which must see every tenant. */
@ApplicationScoped
public class AcceptInvitation {
    private final InvitationRepository invitations;
    private final UserAccountRepository accounts;
    private final ProvedAddress addresses;
    private final Outbox outbox;
    private final Clock clock;

    AcceptInvitation(
            InvitationRepository invitations,
            UserAccountRepository accounts,
            ProvedAddress addresses,
            Outbox outbox,
            Clock clock) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.addresses = addresses;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Uses a link up and answers with the account that it made; the item is null if the link is used, revoked, expired or none. Fails with
     * {@code InvalidState}, and uses nothing up, if the address has an account that proved it.
     */
    public Uni<UserAccount> accept(Secret token) {
        return invitations
                .accept(LinkToken.hash(token), clock.instant())
                .onItem()
                .ifNotNull()
                .transformToUni(id -> invitations.findById(id).chain(this::join));
    }

    private Uni<UserAccount> join(Invitation invitation) {
        return addresses
                .take(invitation.email(), () -> accounts.addUnlessTaken(invitation.account()))
                .invoke(added -> {
                    if (!added) {
                        throw MemberProblem.addressHasAnAccount();
                    }
                })
                .chain(() -> accounts.locked(invitation.id()))
                .call(account -> outbox.append(new MemberEvent.Joined(
                        Objects.requireNonNull(account.orgId()),
                        MemberEvent.Data.of(Member.of(account), Actor.user(account.id())))));
    }
}
