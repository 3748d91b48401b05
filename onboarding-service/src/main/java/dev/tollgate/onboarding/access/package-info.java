/**
 * Production access: declare, approve, deny, suspend, reinstate (contract/production-access.md). Start with {@link
 * dev.tollgate.onboarding.access.ProductionAccessTransition}, the table of legal moves (drawn in docs/reference/production-access-states.md); {@link
 * dev.tollgate.onboarding.access.ProductionAccess} applies it, {@link dev.tollgate.onboarding.access.TransitionLog} makes one history row and one fact
 * of each move. Moves are numbered per organization: {@code decision} 1, 2, 3 …
 *
 * <h2>Two at once</h2>
 * Whoever moves an organization first locks its row, then looks at its state: of two reviewers one decides, the other is told the state that came of it. The
 * history's primary key (organization, number) would refuse a second move from the same state even without the lock. A lock can't know what a reviewer had on
 * the screen: who sends the number of the decision that they looked at ({@code expectedDecision}) decides about that one and no later one.
 *
 * <h2>A decision with ceilings, although limits-service owns the ceilings</h2>
 * Nothing is written in two places at once. The decision's transaction writes, in this order: the organization's row, the history row <em>with the ceilings in
 * it</em>, the fact (with both) in the outbox, the notices (package notification), and last the change of the organization for all who remember its state. So
 * state and ceilings commit together or not at all. Whoever lets money through learns both from one answer, {@code
 * GET /internal/v1/organizations/{orgId}/production-access}, which is one statement and one snapshot: the status, the number of the last decision, and the
 * ceilings of the newest decision that set any, with its number. limits-service admits nothing of a decision before it has applied that decision's
 * ceilings to its own rows, and applies each number once, in order.
 *
 * <h2>What a crash after each step leaves</h2>
 * <ol>
 *   <li><b>Somewhere in the transaction.</b> PostgreSQL rolls all of it back: no state, no ceiling, no fact, no notice. The reviewer has no answer and decides again.
 *   <li><b>Committed; this process dies.</b> Status and ceilings are in the database, and the next question of gateway or limits-service gets both. The change spreads by
 *       the exchange of whichever replica is asked next; the fact and the mails by the workers of any replica. The reviewer got no answer; a repeat is 409 {@code
 *       InvalidState} with the new state, and says so after everybody has heard.
 *   <li><b>limits-service dies between hearing of a decision and applying its ceilings.</b> It has admitted nothing of that decision; when it runs again it asks again.
 *   <li><b>limits-service applied, and dies before it answers.</b> Its row has the number of the decision; applying it again changes nothing.
 *   <li><b>Kafka is away.</b> Reservations never wait for the fact, and neither does limits-service when it shows ceilings.
 * </ol>
 *
 * <h2>Suspension</h2>
 * Every move is noted as a change of the organization, and a decision is answered when every gateway and every replica of limits-service has heard of it, or has lost its
 * lease (platform, package coherence): from the answer on no live key, session, agent or reservation gets through.
 *
 * <h2>Guaranteed, and only likely</h2>
 * Guaranteed: the history replays to the state; one fact for each row; status and ceilings agree for everybody who asks, limits-service's own
 * routes among them. Likely: its history has them within a second of the decision.
 */
@NullMarked
package dev.tollgate.onboarding.access;

import org.jspecify.annotations.NullMarked;
