package dev.tollgate.auth.session;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.key.SigningKey;
import dev.tollgate.auth.key.SigningKeys;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Gives a session a token for a mode. It is the same session: it ends when it would have ended, the token shown keeps working for its own
 * mode, and signing out ends both.
 */
@ApplicationScoped
class SwitchMode {
    private final Sessions transactions;
    private final SessionRepository sessions;
    private final UserAccountRepository accounts;
    private final ProductionStatus production;
    private final SigningKeys keys;
    private final SessionTokens tokens;
    private final Clock clock;

    SwitchMode(
            Sessions transactions,
            SessionRepository sessions,
            UserAccountRepository accounts,
            @RestClient ProductionStatus production,
            SigningKeys keys,
            SessionTokens tokens,
            Clock clock) {
        this.transactions = transactions;
        this.sessions = sessions;
        this.accounts = accounts;
        this.production = production;
        this.keys = keys;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param principal of a dashboard session of an organization */
    Uni<IssuedSession> to(Mode mode, Principal principal, String sessionId) {
        return allowed(mode, principal.requireTenant())
                .chain(keys::current)
                .chain(key -> transactions.inTenant(
                        principal.requireTenant(),
                        () -> sessions.locked(sessionId, principal.actorId())
                                .map(found -> found.filter(session -> session.isOpen(clock.instant()))
                                        .orElseThrow(SessionProblem::sessionHasEnded))
                                .chain(session -> accounts.member(principal.requireTenant(), principal.actorId())
                                        .onItem()
                                        .ifNull()
                                        .failWith(SessionProblem::sessionHasEnded)
                                        .map(account -> issue(session, account, mode, key)))));
    }

    private Uni<Void> allowed(Mode mode, Tenant tenant) {
        return switch (mode) {
            case TEST -> Uni.createFrom().voidItem();
            case LIVE ->
                production
                        .ask(tenant.orgId())
                        .invoke(SwitchMode::requireApproval)
                        .replaceWithVoid();
        };
    }

    private static void requireApproval(ProductionStatus.Answer answer) {
        if (!answer.isApproved()) {
            throw SessionProblem.notApproved();
        }
    }

    private IssuedSession issue(Session session, UserAccount account, Mode mode, SigningKey key) {
        var token = tokens.sign(key, IssuedSession.claims(session, account, mode), session.expiresAt());
        return new IssuedSession(token, session.expiresAt(), mode, account);
    }
}
