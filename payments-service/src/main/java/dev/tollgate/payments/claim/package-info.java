/**
 * Claims: rows of {@code payment} that hold an id, a key and terms while limits is asked, and that nobody sees (package {@code intent}, the essay). Here is
 * what happens to them beside becoming an intent: they are taken over, let go, given up, and after a while deleted.
 */
@NullMarked
package dev.tollgate.payments.claim;

import org.jspecify.annotations.NullMarked;
