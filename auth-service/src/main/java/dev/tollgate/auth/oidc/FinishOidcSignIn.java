package dev.tollgate.auth.oidc;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.session.IssuedSession;
import dev.tollgate.auth.session.StartSession;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes somebody back from the provider: a code and the state of an attempt become a session. The essay of this package has the steps. */
@ApplicationScoped
class FinishOidcSignIn {
    private final OpenIdProvider provider;
    private final OidcAttempts attempts;
    private final UserAccountRepository accounts;
    private final StartSession sessions;
    private final Outbox outbox;

    FinishOidcSignIn(
            OpenIdProvider provider,
            OidcAttempts attempts,
            UserAccountRepository accounts,
            StartSession sessions,
            Outbox outbox) {
        this.provider = provider;
        this.attempts = attempts;
        this.accounts = accounts;
        this.sessions = sessions;
        this.outbox = outbox;
    }

    Uni<IssuedSession> finish(String code, Secret state) {
        if (!provider.isConfigured()) {
            throw Problem.notFound();
        }
        return attempts.take(state)
                .map(attempt -> attempt.orElseThrow(OidcProblem::refused))
                .chain(attempt -> provider.redeem(code, attempt))
                .chain(person -> sessions.startFor(() -> account(person)));
    }

    private Uni<UserAccount> account(ProvedPerson person) {
        return accounts.byEmail(person.email())
                .onItem()
                .ifNull()
                .failWith(OidcProblem::refused)
                .chain(account -> accounts.locked(account.id()))
                .call(account -> identify(account, person));
    }

    /** Whoever came by this provider before is no news. */
    private Uni<Void> identify(UserAccount account, ProvedPerson person) {
        var before = account.identity();
        if (account.isRemoved() || !account.identify(provider.name(), person.issuer(), person.subject())) {
            throw OidcProblem.refused();
        }
        return account.identity().equals(before)
                ? Uni.createFrom().voidItem()
                : outbox.append(IdentityBound.of(account, before));
    }
}
