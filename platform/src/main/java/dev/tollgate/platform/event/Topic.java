package dev.tollgate.platform.event;

import java.time.Duration;

/** A topic that a service owns: declared as a CDI bean (a producer method each), made by the relay before it first sends. */
public record Topic(String name, int partitions, Duration retention) {
    /** Six partitions, a week. */
    public static Topic of(FactType anyOfItsFacts) {
        return new Topic(anyOfItsFacts.topic(), 6, Duration.ofDays(7));
    }
}
