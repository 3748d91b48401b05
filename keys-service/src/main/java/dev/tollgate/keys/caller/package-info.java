/** Who asks: as facts tell it, and the rule for what only people at the dashboard may do. */
@NullMarked
package dev.tollgate.keys.caller;

import org.jspecify.annotations.NullMarked;
