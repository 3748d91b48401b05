/** A service for the tests of the rules. */
@NullMarked
package dev.tollgate.testkit.rules.good;

import org.jspecify.annotations.NullMarked;
