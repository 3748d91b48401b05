package dev.tollgate.auth.organization;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.account.UserAccountRepository;
import dev.tollgate.auth.signin.SignInLimit;
import dev.tollgate.auth.signin.SignInLinks;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.event.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Signs an organization up with its first owner and mails a sign-in link. An address that somebody has gets a sign-in mail instead, and no
 * organization: the caller can't tell, from the answer or from the number of statements it took.
 */
@ApplicationScoped
class SignUpOrganization {
    private final SignInLimit limit;
    private final Sessions sessions;
    private final OrganizationRepository organizations;
    private final UserAccountRepository accounts;
    private final SignInLinks links;
    private final Outbox outbox;
    private final Clock clock;

    SignUpOrganization(
            SignInLimit limit,
            Sessions sessions,
            OrganizationRepository organizations,
            UserAccountRepository accounts,
            SignInLinks links,
            Outbox outbox,
            Clock clock) {
        this.limit = limit;
        this.sessions = sessions;
        this.organizations = organizations;
        this.accounts = accounts;
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param client who asks; null where that is not known */
    Uni<SignInLimit.Answer> signUp(String organizationName, String email, String name, @Nullable String client) {
        return limit.admit(email, client).call(answer -> switch (answer) {
            case SignInLimit.Answer.Admitted() -> signUp(organizationName, email, name);
            case SignInLimit.Answer.Refused refused -> Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> signUp(String organizationName, String email, String name) {
        var organization = new Organization(organizationName, clock.instant());
        var owner = UserAccount.owner(organization.id(), email, name, clock.instant());
        return sessions.acrossTenants(() -> organizations
                .persistAndFlush(organization)
                .chain(() -> accounts.addUnlessTaken(owner))
                .chain(added -> added
                        ? outbox.append(OrganizationEvent.Created.of(organization, owner))
                        : organizations.retract(organization).replaceWithVoid())
                .chain(() -> accounts.byEmail(email))
                .chain(account -> links.mail(email, account)));
    }
}
