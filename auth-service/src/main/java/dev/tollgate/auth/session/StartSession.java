package dev.tollgate.auth.session;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.key.SigningKey;
import dev.tollgate.auth.key.SigningKeys;
import dev.tollgate.auth.member.AcceptInvitation;
import dev.tollgate.auth.signin.SignInLinks;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Mode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * Exchanges the token of a mailed link for a session in test mode: of a sign-in link, or of an invitation, which makes the account first.
 * The token is used up if and only if the session begins.
 */
@ApplicationScoped
public class StartSession {
    private final Sessions transactions;
    private final SignInLinks links;
    private final AcceptInvitation invitations;
    private final UserAccountRepository accounts;
    private final SessionRepository sessions;
    private final SigningKeys keys;
    private final SessionTokens tokens;
    private final Outbox outbox;
    private final Clock clock;

    StartSession(
            Sessions transactions,
            SignInLinks links,
            AcceptInvitation invitations,
            UserAccountRepository accounts,
            SessionRepository sessions,
            SigningKeys keys,
            SessionTokens tokens,
            Outbox outbox,
            Clock clock) {
        this.transactions = transactions;
        this.links = links;
        this.invitations = invitations;
        this.accounts = accounts;
        this.sessions = sessions;
        this.keys = keys;
        this.tokens = tokens;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Fails with one and the same 401 for tokens that are used, expired or unknown. */
    Uni<IssuedSession> start(Secret signInToken) {
        return startFor(() -> account(signInToken).onItem().ifNull().failWith(SessionProblem::badSignInToken));
    }

    /** Starts a session for somebody, in the transaction in which {@code proved} finds out, and locks, whose it is. */
    public Uni<IssuedSession> startFor(Supplier<Uni<UserAccount>> proved) {
        return keys.current()
                .chain(key -> transactions.acrossTenants(() -> proved.get().chain(account -> begin(account, key))));
    }

    /** Locked, because proving the address writes the row: a role that is changed at the same moment must not be written back. */
    private Uni<UserAccount> account(Secret token) {
        return links.consume(token).chain(id -> id != null ? accounts.locked(id) : invitations.accept(token));
    }

    private Uni<IssuedSession> begin(UserAccount account, SigningKey key) {
        if (account.isRemoved()) {
            throw SessionProblem.badSignInToken();
        }
        var now = clock.instant();
        account.proveAddress(now);
        var session = Session.start(account, now);
        var claims = IssuedSession.claims(session, account, Mode.TEST);
        return sessions.persist(session)
                .call(() -> session.started()
                        .map(outbox::append)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(started -> new IssuedSession(
                        tokens.sign(key, claims, session.expiresAt()), session.expiresAt(), Mode.TEST, account));
    }
}
