package dev.tollgate.testkit.rules.bad.other;

import dev.tollgate.testkit.TestIds;

/** Uses somebody else's package. */
class Trespasser {
    final String id = TestIds.next("x");
}
