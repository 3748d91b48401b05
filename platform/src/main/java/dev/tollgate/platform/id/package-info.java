/** Typed, sortable ids in the TypeID form (contract/conventions.md, Ids). */
@NullMarked
package dev.tollgate.platform.id;

import org.jspecify.annotations.NullMarked;
