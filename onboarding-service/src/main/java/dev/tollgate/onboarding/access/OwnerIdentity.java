package dev.tollgate.onboarding.access;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * The owner who stands for a declaration, as sign-in had verified them at that moment. The server attaches it; nothing of it comes from the caller's body.
 *
 * @param provider who vouches for them: {@code email}, or the OpenID provider by which they signed in
 */
@Embeddable
@RegisterForReflection
public record OwnerIdentity(
        @Column(name = "identity_user_id") String userId,
        @Column(name = "identity_email") String email,
        @Column(name = "identity_name") String name,
        @Column(name = "identity_provider") String provider,
        @Column(name = "identity_organization_name") String organizationName) {}
