package dev.tollgate.onboarding.organization;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Organizations heard of so far, within the caller's Panache transaction. */
@ApplicationScoped
public class OrganizationRepository implements PanacheRepositoryBase<Organization, String> {
    /** Empty until auth-service's fact has arrived. */
    public Uni<Optional<Organization>> known(String orgId) {
        return findById(orgId).map(Optional::ofNullable);
    }

    /** Those of {@code orgIds} that are known, by id. */
    public Uni<Map<String, Organization>> known(List<String> orgIds) {
        return list("orgId in ?1", orgIds)
                .map(found -> found.stream().collect(Collectors.toMap(Organization::orgId, Function.identity())));
    }
}
