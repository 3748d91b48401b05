package dev.tollgate.testkit.rules.bad.thing;

import dev.tollgate.testkit.rules.bad.other.Neighbour;

/** Half of a cycle. */
public class Companion {
    final Class<?> other = Neighbour.class;
}
