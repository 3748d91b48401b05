/**
 * Treasury grants: what an owner lets an agent do, once (contract/credentials.md, Agent tokens).
 *
 * <h2>Who takes part</h2>
 * An owner, who gives; an agent, which asks payments-service to move money; payments-service, which uses a grant of that agent with the agent's own
 * token before it begins. A use names a <em>reference</em>, which payments derives from what the agent may repeat.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The grant is given</b>, with its fact. Crash before: nothing, and the {@code Idempotency-Key} makes the repeat safe.
 *   <li><b>It is used</b>: one statement either finds the grant that this reference used before, or takes the agent's grant that ends first and
 *       writes the reference into it; the fact {@code used} is in the same transaction. Crash before: the grant is as it was.
 *   <li><b>Payments hears it and creates the payment.</b> Crash before, or no answer: the grant is used for this reference. The agent's repeat has the
 *       same reference, gets the same grant again, and goes on. So an agent never needs two grants for one payment, and never makes two payments with
 *       one: a reference that made a payment is answered with it.
 * </ol>
 *
 * <h2>Races</h2>
 * Two references and one grant: the row lock lets one use it, and the other finds it used. One reference twice at once and two grants: the unique index
 * on (agent, scope, reference) lets one through; the other begins again and finds it. A use and a revocation: whichever locks the row first.
 */
@NullMarked
package dev.tollgate.keys.grant;

import org.jspecify.annotations.NullMarked;
