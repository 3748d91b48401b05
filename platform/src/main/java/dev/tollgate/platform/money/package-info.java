/** Exact money: decimal strings at the edge, minor units inside (contract/conventions.md, Ids, time, money). */
@NullMarked
package dev.tollgate.platform.money;

import org.jspecify.annotations.NullMarked;
