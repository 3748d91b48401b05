package dev.tollgate.onboarding.declaration;

import dev.tollgate.onboarding.access.OwnerIdentity;
import dev.tollgate.onboarding.access.ProductionAccessProblem;
import dev.tollgate.onboarding.organization.Owners;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Who stands for what is declared: auth-service is asked at that moment, so that nobody stands for anything by an old word. Without an answer of
 * it nothing is declared (503).
 */
@ApplicationScoped
class FindOwner {
    private final Owners auth;

    FindOwner(@RestClient Owners auth) {
        this.auth = auth;
    }

    /** The caller, who must be an owner now, with a verified address: 403 {@code FORBIDDEN}, 403 {@code EmailNotVerified}. */
    Uni<OwnerIdentity> caller(Principal caller) {
        return auth.of(caller.requireTenant().orgId())
                .map(organization -> identity(
                        organization,
                        organization.owner(caller.actorId()).orElseThrow(ProductionAccessProblem::onlyOwnersDeclare)));
    }

    /** The caller if they are an owner, else who joined first of those with a verified address. */
    Uni<OwnerIdentity> standingFor(Principal caller) {
        return auth.of(caller.requireTenant().orgId())
                .map(organization -> identity(
                        organization,
                        organization
                                .owner(caller.actorId())
                                .or(organization::first)
                                .orElseThrow(ProductionAccessProblem::emailNotVerified)));
    }

    private static OwnerIdentity identity(Owners.Answer organization, Owners.Owner owner) {
        return Optional.of(owner)
                .filter(Owners.Owner::emailVerified)
                .map(verified -> new OwnerIdentity(
                        verified.userId(),
                        verified.email(),
                        verified.name(),
                        verified.provider(),
                        organization.organizationName()))
                .orElseThrow(ProductionAccessProblem::emailNotVerified);
    }
}
