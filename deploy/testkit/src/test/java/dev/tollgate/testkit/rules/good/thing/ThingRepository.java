package dev.tollgate.testkit.rules.good.thing;

class ThingRepository {
    void save(Thing thing) {
        thing.use();
    }
}
