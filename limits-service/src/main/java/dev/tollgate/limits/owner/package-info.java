/**
 * Reservations that nobody confirmed (contract/limits.md: "released only after the owner has said that the thing does not exist").
 *
 * <h2>Who takes part</h2>
 * This service, in any number of replicas; the owner of each money path, which is data ({@code money_path.owner}, the name of a service whose address
 * is {@code tollgate.<owner>.url}); and whoever asked for the reservation, who may be slow, gone, or come again.
 *
 * <h2>The saga of a payment, and what a crash after each step leaves behind</h2>
 * <ol>
 *   <li><b>Payments commits a claim, which holds the reference.</b> Crash: a claim without a reservation, which costs nobody anything.
 *   <li><b>Limits reserves once per reference</b> (package {@code reservation}). Crash of either, or no answer: the sum may be held. Who comes again
 *       with the same request goes on with the same claim, and gets the first answer.
 *   <li><b>Payments confirms the claim.</b> From now on its facts say what becomes of it, and they cannot be lost: the reservation ends.
 *   <li><b>Nobody came again.</b> A reservation that is still open after {@code tollgate.reservation.unconfirmed-for} is taken by one replica, which moves
 *       the time of the next question ahead in the same statement. Crash: the time comes, and somebody asks.
 *   <li><b>The owner is asked.</b> "It exists": it is never asked again. "Never": the owner has made sure, in the transaction in which it said so, that
 *       nothing will come of the reference. Crash, no answer or anything else: the sum stays held, and the owner is asked again later. Holding too
 *       much is safe, counting too little is not.
 *   <li><b>After "never", it is released.</b> Crash before: the owner is asked again and says the same.
 * </ol>
 * A request that was on its way all the time may still ask limits about the reference after that; it gets the first answer, and then finds
 * that its claim is gone: the owner confirms by compare-and-set. Nothing is made, and its retry begins with a new reference.
 *
 * <p>A path without an owner is never asked about, and what nobody ends there stays held.
 */
@NullMarked
package dev.tollgate.limits.owner;

import org.jspecify.annotations.NullMarked;
