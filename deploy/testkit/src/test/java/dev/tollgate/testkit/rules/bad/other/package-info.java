/** A service for the tests of the rules. */
@NullMarked
package dev.tollgate.testkit.rules.bad.other;

import org.jspecify.annotations.NullMarked;
