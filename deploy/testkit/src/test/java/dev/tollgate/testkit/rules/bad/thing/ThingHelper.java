package dev.tollgate.testkit.rules.bad.thing;

import dev.tollgate.testkit.rules.bad.other.Neighbour;

/** Half of a cycle, under a name that says nothing. */
public class ThingHelper {
    final Class<?> other = Neighbour.class;
}
