package dev.tollgate.testkit.rules.bad.thing;

class ThingRepository {}
