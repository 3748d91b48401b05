package dev.tollgate.platform.event;

import java.time.Duration;

/** A topic that a service owns: declared as a CDI bean (a producer method each), made by the relay before it first sends. */
public record Topic(String name, int partitions, Duration retention) {
    /** Six partitions, a week. */
    public static Topic of(FactType anyOfItsFacts) {
        return new Topic(anyOfItsFacts.topic(), 6, Duration.ofDays(7));
    }

    /** Of a service's records for the audit log, which may be away for as long as a dead letter is kept. */
    public static Topic ofAudit(String service) {
        return new Topic(AuditRecord.typeOf(service).topic(), 6, Duration.ofDays(30));
    }
}
