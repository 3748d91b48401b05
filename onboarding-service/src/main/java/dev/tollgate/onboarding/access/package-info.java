/**
 * Production access: declare, approve, deny, suspend, reinstate (contract/production-access.md). Start with {@link
 * dev.tollgate.onboarding.access.ProductionAccessTransition}, the table of legal moves; {@link
 * dev.tollgate.onboarding.access.ProductionAccess} applies it, {@link dev.tollgate.onboarding.access.TransitionLog} makes one history row and one fact
 * of each move.
 *
 * <h2>Two at once</h2>
 * Whoever moves an organization first locks its row, then looks at its state: of two reviewers one decides, the other is told the state that came of it. The
 * history's primary key (organization, sequence) would refuse a second move from the same state even without the lock.
 */
@NullMarked
package dev.tollgate.onboarding.access;

import org.jspecify.annotations.NullMarked;
