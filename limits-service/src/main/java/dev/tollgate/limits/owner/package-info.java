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
 *   <li><b>Payments confirms the claim, and its fact {@code created} confirms the reservation here</b>: the time of the next question moves ahead by
 *       {@code tollgate.reservation.ask-about-open-after}, a day. Crash of either before: the fact comes again. It does not come: the next step.
 *   <li><b>The thing ends, and the fact of that ends the reservation</b> (package {@code reservation}). Crash: the fact comes again. It does not come, because
 *       somebody put it aside as a dead letter or Kafka's week was over: the next step.
 *   <li><b>No fact came.</b> A reservation that is open when the time of its question comes (first {@code tollgate.reservation.unconfirmed-for}
 *       after it was made) is taken by one replica, which moves that time ahead in the same statement. Crash: the time comes again, and somebody asks.
 *   <li><b>The owner is asked.</b> "It exists, and is open": it is asked again after a day, and so on while it is open. "It exists, and settled" or "ended
 *       without money": what the lost fact would have done is done. "Never": the owner has made sure, in the transaction in which it said so, that
 *       nothing will come of the reference. Crash, no answer or anything else: the sum stays held, and the owner is asked again soon. Holding too
 *       much is safe, counting too little is not.
 *   <li><b>After an answer, it is committed or released.</b> Crash before: the owner is asked again and says the same. The fact comes after all: the
 *       reservation is closed, and the first end holds.
 * </ol>
 * So the question by HTTP is for what no event came for, and no sum is held for ever because one fact was lost.
 *
 * <p>A request that was on its way all the time may still ask limits about the reference after a "never"; it gets the first answer, and then finds
 * that its claim is gone: the owner confirms by compare-and-set. Nothing is made, and its retry begins with a new reference.
 *
 * <p>A path without an owner is never asked about, and what nobody ends there stays held.
 */
@NullMarked
package dev.tollgate.limits.owner;

import org.jspecify.annotations.NullMarked;
