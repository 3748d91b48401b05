package dev.tollgate.local.stack;

/** Every port of a local run. */
public enum Port {
    GATEWAY("gateway", 8080, 0),
    AUTH("auth-service", 8081, 1),
    KEYS("keys-service", 8082, 2),
    ONBOARDING("onboarding-service", 8083, 3),
    PAYMENTS("payments-service", 8084, 4),
    LIMITS("limits-service", 8085, 5),
    WEBHOOKS("webhooks-service", 8086, 6),
    MAIL("mail inbox", 8025, 7),
    SMTP("mail server (SMTP)", 1025, 8),
    POSTGRES("PostgreSQL", 15432, 9),
    KAFKA("Kafka", 19092, 10),
    KAFKA_CONTROLLER("Kafka's controller", 19093, 11);

    private final String user;
    private final int usual;
    private final int offset;

    Port(String user, int usual, int offset) {
        this.user = user;
        this.usual = usual;
        this.offset = offset;
    }

    /** Who listens there, for people. */
    String user() {
        return user;
    }

    /** The port when nothing else is asked for (docs/reference/service-interfaces.md). */
    int usual() {
        return usual;
    }

    /** Where it is counted from {@code TOLLGATE_PORT_BASE}. */
    int offset() {
        return offset;
    }

    /** The environment variable that moves it. */
    String variable() {
        return "TOLLGATE_PORT_" + name();
    }
}
