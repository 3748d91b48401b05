/**
 * What onboarding-service says of an organization: whether its live money may move at all, and the ceiling that came with a decision. It is
 * remembered by coherence (platform, package {@code coherence}): without a lease each reservation asks, and who can't ask refuses (503).
 *
 * <p>So a suspension holds for reservations from the moment its answer is given: none that starts later is decided by an older status. And a
 * ceiling holds for money as soon as the decision does, whatever crashes between: the status that lets a reservation in brings the ceiling along, and
 * it is applied, under the ledger's lock, before the reservation is decided. Whoever only looks asks the same memory, and sees the ledger as it will be when
 * that is done; nothing is written for it. {@link dev.tollgate.limits.organization.DecisionFacts} applies it in the end where nobody reserves, so that it is in
 * the history and published.
 *
 * <p>Onboarding itself asks limits for ceilings, to show them, and limits asks back for the decision: by another route, which asks nobody, and neither
 * holds a transaction while it waits. So no circle closes.
 */
@NullMarked
package dev.tollgate.limits.organization;

import org.jspecify.annotations.NullMarked;
