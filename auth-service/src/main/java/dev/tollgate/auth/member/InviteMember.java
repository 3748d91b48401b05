package dev.tollgate.auth.member;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.mail.Mailbag;
import dev.tollgate.auth.mail.OutgoingMail;
import dev.tollgate.auth.signin.LinkToken;
import dev.tollgate.auth.signin.SignInLimit;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Invites an address, or sends the invitation that waits for it again. Who has the address elsewhere is never looked at: the tenant's
 * transaction can't even see it.
 */
@ApplicationScoped
class InviteMember {
    private final SignInLimit limit;
    private final Sessions sessions;
    private final Roster roster;
    private final FindMembers members;
    private final UserAccountRepository accounts;
    private final InvitationRepository invitations;
    private final Mailbag mails;
    private final Outbox outbox;
    private final Clock clock;

    InviteMember(
            SignInLimit limit,
            Sessions sessions,
            Roster roster,
            FindMembers members,
            UserAccountRepository accounts,
            InvitationRepository invitations,
            Mailbag mails,
            Outbox outbox,
            Clock clock) {
        this.limit = limit;
        this.sessions = sessions;
        this.roster = roster;
        this.members = members;
        this.accounts = accounts;
        this.invitations = invitations;
        this.mails = mails;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Who is to be invited, in terms that are known to be valid. */
    record Order(String email, @Nullable String name, Role role) {}

    /** What it came to. */
    sealed interface Outcome {
        record Invited(Member member) implements Outcome {}

        /** The address was invited before: with a new link, and the role and name that were asked for now. */
        record SentAgain(Member member) implements Outcome {}

        /** The {@code Idempotency-Key} was used before: nothing was done. */
        record Replayed(Member member) implements Outcome {}

        /** Too many mails, to this address or by this organization. */
        record Limited(SignInLimit.Answer.Refused refused) implements Outcome {}
    }

    /** @param body asked for only where the request was not made before; fails where it is not valid */
    Uni<Outcome> invite(Principal caller, @Nullable String key, Supplier<Order> body) {
        var tenant = caller.requireTenant();
        return key == null
                ? limited(caller, null, body.get())
                : sessions.inTenant(tenant, () -> replay(tenant, key))
                        .chain(replayed ->
                                replayed != null ? Uni.createFrom().item(replayed) : limited(caller, key, body.get()));
    }

    private Uni<Outcome> limited(Principal caller, @Nullable String key, Order order) {
        var tenant = caller.requireTenant();
        return limit.admit(order.email(), tenant).chain(answer -> switch (answer) {
            case SignInLimit.Answer.Refused refused -> Uni.createFrom().item(new Outcome.Limited(refused));
            case SignInLimit.Answer.Admitted() -> roster.change(caller, inviter -> inTurn(tenant, inviter, key, order));
        });
    }

    /** The item is null where the request was not made before. */
    private Uni<Outcome> replay(Tenant tenant, @Nullable String key) {
        return key == null
                ? Uni.createFrom().nullItem()
                : invitations
                        .requested(tenant, key)
                        .onItem()
                        .ifNotNull()
                        .transformToUni(id -> members.ever(tenant, id).map(Outcome.Replayed::new));
    }

    /** Asks for the replay again: one that raced this request may have come first. */
    private Uni<Outcome> inTurn(Tenant tenant, UserAccount inviter, @Nullable String key, Order order) {
        return replay(tenant, key)
                .chain(replayed -> replayed != null
                        ? Uni.createFrom().item(replayed)
                        : invite(tenant, inviter, order).call(outcome -> bind(tenant, key, outcome)));
    }

    private Uni<Outcome> invite(Tenant tenant, UserAccount inviter, Order order) {
        Roster.requireReach(inviter, order.role());
        return invitations
                .pendingOf(tenant, order.email())
                .chain(pending -> pending.map(waiting -> sendAgain(waiting, inviter, order))
                        .orElseGet(() -> inviteFirst(tenant, inviter, order)));
    }

    private Uni<Outcome> inviteFirst(Tenant tenant, UserAccount inviter, Order order) {
        var token = LinkToken.random();
        var invitation = new Invitation(
                tenant.orgId(), order.email(), order.name(), order.role(), LinkToken.hash(token), clock.instant());
        return accounts.isMember(tenant, order.email())
                .invoke(InviteMember::requireStranger)
                .chain(() -> invitations.persist(invitation))
                .chain(() -> outbox.append(invitation.invited(Actor.user(inviter.id()))))
                .chain(() -> mail(invitation, inviter, token))
                .replaceWith(() -> new Outcome.Invited(Member.of(invitation)));
    }

    private static void requireStranger(boolean isMember) {
        if (isMember) {
            throw MemberProblem.alreadyMember();
        }
    }

    private Uni<Outcome> sendAgain(Invitation invitation, UserAccount inviter, Order order) {
        Roster.requireReach(inviter, invitation.role());
        var token = LinkToken.random();
        invitation.sendAgain(LinkToken.hash(token), clock.instant());
        invitation.rename(order.name());
        return changeRole(invitation, inviter, order.role())
                .chain(() -> mail(invitation, inviter, token))
                .replaceWith(() -> new Outcome.SentAgain(Member.of(invitation)));
    }

    private Uni<Void> changeRole(Invitation invitation, UserAccount inviter, Role to) {
        return invitation.role() == to
                ? Uni.createFrom().voidItem()
                : outbox.append(invitation.changeRole(to, Actor.user(inviter.id())));
    }

    private Uni<Void> mail(Invitation invitation, UserAccount inviter, Secret token) {
        return mails.put(
                invitation.email(),
                new OutgoingMail.Invitation(token, inviter.email()),
                false,
                clock.instant(),
                invitation.expiresAt());
    }

    private Uni<Void> bind(Tenant tenant, @Nullable String key, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Invited(var member) when key != null -> invitations.bind(tenant, key, member.id());
            case Outcome.SentAgain(var member) when key != null -> invitations.bind(tenant, key, member.id());
            default -> Uni.createFrom().voidItem();
        };
    }
}
