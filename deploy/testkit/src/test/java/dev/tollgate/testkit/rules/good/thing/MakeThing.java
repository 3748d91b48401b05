package dev.tollgate.testkit.rules.good.thing;

class MakeThing {
    private final ThingRepository things = new ThingRepository();

    void make() {
        things.save(new Thing());
    }
}
