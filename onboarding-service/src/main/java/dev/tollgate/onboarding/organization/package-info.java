/**
 * What this service knows of organizations, from auth-service's facts. A fact may arrive after the organization's first request here (Kafka may be away):
 * nothing waits for it, and what it tells is shown from then on.
 */
@NullMarked
package dev.tollgate.onboarding.organization;

import org.jspecify.annotations.NullMarked;
