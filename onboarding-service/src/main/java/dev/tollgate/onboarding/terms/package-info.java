/**
 * Sessions in which the holder of a connected account may accept the terms: minted for one account, good for half an hour and one acceptance, and shown as a
 * page to whoever has the URL. What an acceptance means for the account is package {@code account}'s.
 */
@NullMarked
package dev.tollgate.onboarding.terms;

import org.jspecify.annotations.NullMarked;
