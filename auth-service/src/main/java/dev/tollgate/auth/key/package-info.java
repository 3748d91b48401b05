/**
 * The keys that sign session tokens (contract/credentials.md): sealed at rest, published as a JWK Set, rotated with overlap.
 *
 * <h2>The life of a key</h2>
 * <pre>
 * created ──10 min──▶ signs ──rotate-every──▶ retired ──12 h──▶ gone from the JWK Set
 * published ───────────────────────────────────────────────────▶
 * </pre>
 * A key is published before it signs, longer than anybody may remember the JWK Set (5 minutes), so no token ever names a key that its
 * reader has not seen. Its predecessor stops in the moment in which it starts: that moment is written down when the key is made, and each
 * replica reads it from the row. A retired key verifies until its last token has expired. Its private half is erased before that, as soon
 * as it signs no more.
 *
 * <h2>Who takes part, and what a crash leaves behind</h2>
 * Each replica runs {@link dev.tollgate.auth.key.SigningKeyWorker}; staff may rotate at any time. A rotation is one transaction under one
 * advisory lock: it inserts the new key, writes the old one's end and appends the fact. Crash before the commit: nothing happened, and the
 * next round of any replica does it. After the commit: done; there is no further step. Of replicas that try at once the first rotates; the
 * others find, when they have the lock, that it is not due any more.
 *
 * <h2>A compromised key</h2>
 * is retired before all time: {@code session_standing} and the JWK Set stop knowing it with the commit, and the answer is given when all
 * gateways have heard of it. The key that follows signs at once. Readers of the JWK Set elsewhere may remember the old key for five
 * minutes, and meet the new one before they know it: that is the price of an emergency.
 */
@NullMarked
package dev.tollgate.auth.key;

import org.jspecify.annotations.NullMarked;
