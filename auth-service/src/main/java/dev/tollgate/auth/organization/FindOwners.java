package dev.tollgate.auth.organization;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Who runs an organization, and what is known of them for sure. */
@ApplicationScoped
class FindOwners {
    private final Sessions sessions;
    private final OrganizationRepository organizations;
    private final UserAccountRepository accounts;

    FindOwners(Sessions sessions, OrganizationRepository organizations, UserAccountRepository accounts) {
        this.sessions = sessions;
        this.organizations = organizations;
        this.accounts = accounts;
    }

    /** An organization and its owners, who joined first first. */
    record Found(Organization organization, List<UserAccount> owners) {}

    /** 404 for an organization nobody heard of. */
    Uni<Found> of(String orgId) {
        return sessions.acrossTenants(() -> organizations
                .findById(orgId)
                .onItem()
                .ifNull()
                .failWith(Problem::notFound)
                .chain(organization -> accounts.ownersOf(orgId).map(owners -> new Found(organization, owners))));
    }
}
