/** A service for the tests of the rules. */
@NullMarked
package dev.tollgate.testkit.rules.bad.thing;

import org.jspecify.annotations.NullMarked;
