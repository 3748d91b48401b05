package dev.tollgate.bench.revocation;

import dev.tollgate.local.stack.Stack;
import java.time.Duration;

/** What is broken while credentials are revoked. */
enum Fault {
    NONE("steady", Duration.ZERO),
    KAFKA_STOPPED("Kafka stopped", Duration.ZERO),
    /** Longer than any lease, so that it wakes up with a memory that it must not use. */
    GATEWAY_FROZEN("one gateway frozen", Duration.ofSeconds(10)),
    GATEWAY_CUT_OFF("one gateway cut off", Duration.ofSeconds(6));

    private final String title;
    private final Duration atLeast;

    Fault(String title, Duration atLeast) {
        this.title = title;
        this.atLeast = atLeast;
    }

    String title() {
        return title;
    }

    /** How long it lasts if the revocations do not last longer. */
    Duration atLeast() {
        return atLeast;
    }

    /** Whether a gateway answers as always while this lasts. */
    boolean spares(int replica) {
        return switch (this) {
            case NONE, KAFKA_STOPPED -> true;
            case GATEWAY_FROZEN -> replica != Replicas.FROZEN;
            case GATEWAY_CUT_OFF -> replica != Replicas.CUT_OFF;
        };
    }

    void begin(Stack stack, Replicas replicas) {
        switch (this) {
            case NONE -> {}
            case KAFKA_STOPPED -> stack.stopKafka();
            case GATEWAY_FROZEN -> replicas.freeze();
            case GATEWAY_CUT_OFF -> replicas.cut();
        }
    }

    void end(Stack stack, Replicas replicas) {
        switch (this) {
            case NONE -> {}
            case KAFKA_STOPPED -> stack.startKafka();
            case GATEWAY_FROZEN -> replicas.resume();
            case GATEWAY_CUT_OFF -> replicas.restore();
        }
    }
}
