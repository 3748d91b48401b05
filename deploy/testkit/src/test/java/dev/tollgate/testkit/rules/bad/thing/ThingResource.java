package dev.tollgate.testkit.rules.bad.thing;

/** Reaches past the use case. */
class ThingResource {
    final ThingRepository things = new ThingRepository();
}
