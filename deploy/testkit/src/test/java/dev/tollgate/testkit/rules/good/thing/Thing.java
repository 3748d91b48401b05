package dev.tollgate.testkit.rules.good.thing;

class Thing {
    void use() {}
}
