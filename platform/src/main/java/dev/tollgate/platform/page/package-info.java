/** Lists with an opaque, stable cursor (contract/conventions.md, Lists). */
@NullMarked
package dev.tollgate.platform.page;

import org.jspecify.annotations.NullMarked;
