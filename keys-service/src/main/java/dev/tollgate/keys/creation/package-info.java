/** What a request with an {@code Idempotency-Key} came to (contract/conventions.md, Idempotency). */
@NullMarked
package dev.tollgate.keys.creation;

import org.jspecify.annotations.NullMarked;
