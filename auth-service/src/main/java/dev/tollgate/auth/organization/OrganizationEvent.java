package dev.tollgate.auth.organization;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to organizations. */
sealed interface OrganizationEvent extends Audited {
    FactType CREATED = new FactType("auth", "organization", "created");

    Actor ANYBODY = new Actor(ActorType.ANONYMOUS, "anonymous");

    /** Signed up, with its first owner. */
    record Created(String orgId, Signup data) implements OrganizationEvent {
        static Created of(Organization organization, UserAccount owner) {
            return new Created(
                    organization.id(),
                    new Signup(organization.id(), organization.name(), owner.id(), owner.email(), owner.name()));
        }

        @Override
        public FactType type() {
            return CREATED;
        }

        @Override
        public String subject() {
            return orgId;
        }

        @Override
        public @Nullable Mode mode() {
            return null;
        }

        /** Whoever signs up is nobody yet: the owner is who opens the mailed link. */
        @Override
        public Audit audit() {
            return Audit.created(ANYBODY, data);
        }
    }

    /** The data of {@link #CREATED}. */
    @RegisterForReflection
    record Signup(String organizationId, String name, String ownerUserId, String ownerEmail, String ownerName) {}
}
