package dev.tollgate.testkit.rules.good.thing;

class ThingResource {
    private final MakeThing make = new MakeThing();

    void post() {
        make.make();
    }
}
