package dev.tollgate.testkit.rules.bad.other;

import dev.tollgate.testkit.rules.bad.thing.Companion;

/** The other half. */
public class Neighbour {
    final Class<?> other = Companion.class;
}
