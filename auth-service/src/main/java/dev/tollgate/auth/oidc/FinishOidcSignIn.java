package dev.tollgate.auth.oidc;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.session.IssuedSession;
import dev.tollgate.auth.session.StartSession;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.error.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes somebody back from the provider: a code and the state of an attempt become a session. The essay of this package has the steps. */
@ApplicationScoped
class FinishOidcSignIn {
    private final OpenIdProvider provider;
    private final OidcAttempts attempts;
    private final UserAccountRepository accounts;
    private final StartSession sessions;

    FinishOidcSignIn(
            OpenIdProvider provider, OidcAttempts attempts, UserAccountRepository accounts, StartSession sessions) {
        this.provider = provider;
        this.attempts = attempts;
        this.accounts = accounts;
        this.sessions = sessions;
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
                .invoke(account -> identify(account, person));
    }

    private void identify(UserAccount account, ProvedPerson person) {
        if (account.isRemoved() || !account.identify(provider.name(), person.issuer(), person.subject())) {
            throw OidcProblem.refused();
        }
    }
}
