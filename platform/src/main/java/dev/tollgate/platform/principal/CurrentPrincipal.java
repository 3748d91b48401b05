package dev.tollgate.platform.principal;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** The principal of the request at hand. Resources ask here; use cases are given what they need. */
@ApplicationScoped
public class CurrentPrincipal {
    private final SecurityIdentity identity;

    CurrentPrincipal(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Principal get() {
        Principal principal = identity.getAttribute(PrincipalAugmentor.ATTRIBUTE);
        if (principal == null) {
            throw new IllegalStateException("no internal principal on this request");
        }
        return principal;
    }

    /** The organization and mode that the request runs in. */
    public Tenant tenant() {
        return get().requireTenant();
    }
}
