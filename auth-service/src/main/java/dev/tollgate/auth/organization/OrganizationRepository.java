package dev.tollgate.auth.organization;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class OrganizationRepository implements PanacheRepositoryBase<Organization, String> {
    /**
     * Takes an organization back. By query, not by entity: Hibernate Reactive mixes up entities that are deleted at once in two sessions
     * (hibernate-reactive issue 1713).
     */
    Uni<Long> retract(Organization organization) {
        return delete("id = ?1", organization.id());
    }
}
