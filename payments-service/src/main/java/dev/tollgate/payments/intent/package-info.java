/**
 * Payment intents: the slice that others are modelled on. Read it in this order: {@code PaymentIntentResource} (HTTP),
 * {@code CreatePaymentIntent} (a use case), {@link dev.tollgate.payments.intent.PaymentIntent} with
 * {@link dev.tollgate.payments.intent.PaymentIntentState} (the aggregate and its table of moves),
 * {@link dev.tollgate.payments.intent.PaymentIntentRepository} (rows), {@link dev.tollgate.payments.intent.PaymentIntentEvent} (what others hear of it).
 *
 * <h2>A live intent and its reservation: who takes part</h2>
 * A request of an integrator; the row of {@code payment}; limits-service, which reserves once per reference (contract/limits.md). The
 * reference is the intent's id, so the id must outlive the request: a live intent begins as a <em>claim</em>, its row with the status
 * {@code claimed}, which holds id, key, external id and terms. No query but the replay's shows a claim, and no fact tells of it.
 *
 * <h2>The steps, and what a crash after each leaves behind</h2>
 * <ol>
 *   <li><b>The claim is inserted and committed</b> (one statement, {@code on conflict do nothing}). For half a minute it is the business of the
 *       request that made it: who comes with the same key or external id meanwhile shares it, whatever the body, and all are told the same.
 *       Crash: a claim without a reservation, or nothing. After that half minute the claim is idle.
 *   <li><b>Limits reserves, or denies.</b> No answer: the caller gets 503 or 504, which says that nothing was created, and the claim is idle at
 *       once; limits may hold a sum for its id. An idle claim binds nobody: who comes again and asks for the same takes it over, asks again
 *       with the same reference and gets the first answer, so the sum is held once, however often; who asks for something else deletes it and begins
 *       anew under another id, and what was held for the first one is released by way of {@code reference}. Crash: idle after half a minute.
 *   <li><b>Denied: the claim is deleted</b>, the caller gets 403. The same, with 503, if what was reserved was released since. Crash before: the next try is denied again, and deletes it.
 *   <li><b>Reserved: the claim becomes an intent</b>: state, timeline, expiry timer and the fact {@code created} in one transaction, by
 *       compare-and-set on {@code claimed}. Crash before: as after step 2. Racing requests share the claim; one of them confirms it, the
 *       others find it confirmed and answer with it.
 *   <li><b>Later the intent ends</b>; its fact makes limits commit or release. Facts cannot be lost (platform, package event).
 * </ol>
 *
 * <h2>Keys</h2>
 * {@code payment_key} has every key that was answered with a payment, of those that made it and of those that came with its external id. Who makes one binds its key in the
 * same statement; a key whose external id is taken after all is refused with all of it by the foreign key at the end of that statement. Who finds one by its external id
 * binds the key in the transaction that found it, before the answer. So of two requests with one key the second gets what the first got, whatever they ask for and
 * whichever commits first. Crash: the statement or the transaction is rolled back, nobody got an answer. The keys of a claim go with it.
 *
 * <h2>What may stay behind</h2>
 * A claim whose caller never came again, and perhaps a sum that limits holds for it. Holding too much is safe; counting too little is not.
 * A claim is deleted an hour after it became idle ({@code tollgate.claim.kept-for}); a request that still had it finds it gone and answers 503.
 * Limits asks about such a sum (package {@code reference}) and releases it only after this service said that the id never will be; it deletes the claim in
 * the transaction in which it says so, so that a late retry starts over with a new id, and reserves anew.
 *
 * <h2>An agent's intent, in both modes</h2>
 * Before the claim or the intent is inserted, keys-service uses a treasury grant of the agent, for a reference that the request's repeats share: its
 * {@code Idempotency-Key}, else its external id. Without a grant the answer is 403 and nothing was done. Crash after the use, or a refusal in a later
 * step: the grant is spent for this reference, and the repeat has it again; since a key or external id that made an intent is answered with that intent,
 * no grant makes two. An intent that exists costs none.
 *
 * <h2>A test intent</h2>
 * Nothing is reserved: intent, timeline, timers and fact are inserted in one statement. A crash leaves all of it or nothing, and the retry finds it.
 */
@NullMarked
package dev.tollgate.payments.intent;

import org.jspecify.annotations.NullMarked;
