package dev.tollgate.onboarding.access;

import org.jspecify.annotations.Nullable;

/**
 * What a reviewer decides.
 *
 * @param notes why; shown to the organization
 * @param ceiling what the ceilings shall be from the same moment on; null leaves them as they are
 * @param seen the number of the decision that the reviewer was looking at; null where they did not say
 */
public record Decision(
        ProductionAccessTransition transition,
        @Nullable String notes,
        @Nullable Ceiling ceiling,
        @Nullable Integer seen) {}
