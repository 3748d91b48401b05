package dev.tollgate.testkit.rules.bad.other;

import dev.tollgate.testkit.TestIds;
import dev.tollgate.testkit.rules.bad.thing.ThingHelper;

/** The other half, which also uses somebody else's package. */
public class Neighbour {
    final Class<?> other = ThingHelper.class;
    final String id = TestIds.next("x");
}
