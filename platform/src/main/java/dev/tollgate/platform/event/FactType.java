package dev.tollgate.platform.event;

/**
 * The wire name of a kind of fact, spelled out where it is declared and never derived from a class name.
 *
 * @param service who publishes it, {@code keys}
 * @param aggregate what it is about, {@code api_key}
 * @param what what happened, in the past tense, {@code revoked}
 */
public record FactType(String service, String aggregate, String what) {
    /** The CloudEvents type, {@code dev.tollgate.keys.api_key.revoked.v1}. */
    public String wire() {
        return "dev.tollgate." + service + '.' + aggregate + '.' + what + ".v1";
    }

    /** The Kafka topic, {@code tollgate.keys.api_key.v1}. */
    public String topic() {
        return "tollgate." + service + '.' + aggregate + ".v1";
    }

    /** The CloudEvents source, {@code /keys-service}. */
    public String source() {
        return '/' + service + "-service";
    }
}
