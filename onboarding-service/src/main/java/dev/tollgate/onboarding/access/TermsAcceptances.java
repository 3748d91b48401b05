package dev.tollgate.onboarding.access;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The acceptances of each organization, within the caller's Panache transaction. */
@ApplicationScoped
public class TermsAcceptances implements PanacheRepositoryBase<TermsAcceptance, TermsAcceptance.Key> {
    /** The first one first. */
    public Uni<List<TermsAcceptance>> of(String orgId) {
        return list("orgId = ?1 order by decision", orgId);
    }
}
