package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.account.ConnectedAccount.Terms;
import dev.tollgate.onboarding.terms.TosSession;
import dev.tollgate.onboarding.terms.TosSessionRepository;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** The terms of an account: a session to show them in, and their acceptance, which only a session of that account makes possible, once. */
@ApplicationScoped
class AcceptTerms {
    private final Transactions transactions;
    private final ConnectedAccountRepository accounts;
    private final TosSessionRepository sessions;
    private final ReadConnectedAccounts read;
    private final Clock clock;

    AcceptTerms(
            Transactions transactions,
            ConnectedAccountRepository accounts,
            TosSessionRepository sessions,
            ReadConnectedAccounts read,
            Clock clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.sessions = sessions;
        this.read = read;
        this.clock = clock;
    }

    /** 409 {@code InvalidState} once the account was submitted. */
    Uni<TosSession> mint(Principal caller, String accountId) {
        var tenant = caller.requireTenant();
        var session = TosSession.mint(accountId, clock.instant());
        return transactions.inTenant(
                tenant,
                transaction -> accounts.lock(transaction, tenant, accountId)
                        .invoke(ConnectedAccount::requireOpen)
                        .chain(() -> sessions.insert(transaction, tenant, session, caller.actorId()))
                        .replaceWith(session));
    }

    /** 400 for what is no session of this account; 409 {@code InvalidState} for one that was used or is over, and once the account was submitted. */
    Uni<Dossier> accept(Tenant tenant, String accountId, String tosId) {
        var now = clock.instant();
        return transactions.inTenant(
                tenant,
                transaction -> accounts.lock(transaction, tenant, accountId)
                        .invoke(ConnectedAccount::requireOpen)
                        .chain(account -> use(transaction, account, tosId, now))
                        .chain(account -> read.dossier(transaction, account)));
    }

    private Uni<ConnectedAccount> use(SqlConnection transaction, ConnectedAccount account, String tosId, Instant now) {
        var accepted = account.acceptTerms(new Terms(tosId, now));
        return sessions.lock(transaction, account.tenant(), tosId, account.id())
                .map(found -> found.orElseThrow(ConnectedAccountProblem::noSuchTerms))
                .invoke(session -> session.admit(now))
                .chain(session -> sessions.use(transaction, account.tenant(), session, now))
                .chain(() -> accounts.update(transaction, accepted))
                .replaceWith(accepted);
    }
}
