package dev.tollgate.onboarding.access;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What was said, by which way and who stood for it: as the history keeps it, for staff. It is never published. */
@RegisterForReflection
public record Declared(
        Via via, Declaration declaration, @Nullable OwnerIdentity identity) {}
