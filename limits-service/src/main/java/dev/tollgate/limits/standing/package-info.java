/** Where an organization stands: its effective ceilings, what counts against them, when they reset ({@code GET /v1/limits}, contract/limits.md). */
@NullMarked
package dev.tollgate.limits.standing;

import org.jspecify.annotations.NullMarked;
