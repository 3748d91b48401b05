package dev.tollgate.auth.organization;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.event.Fact;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What happens to organizations. */
sealed interface OrganizationEvent extends Fact {
    FactType CREATED = new FactType("auth", "organization", "created");

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
    }

    /** The data of {@link #CREATED}. */
    @RegisterForReflection
    record Signup(String organizationId, String name, String ownerUserId, String ownerEmail, String ownerName) {}
}
