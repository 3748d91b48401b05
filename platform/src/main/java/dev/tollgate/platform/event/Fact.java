package dev.tollgate.platform.event;

import dev.tollgate.platform.principal.Mode;
import org.jspecify.annotations.Nullable;

/** Something that happened to an aggregate, as a use case hands it to the {@link Outbox}. A service's sealed event interfaces extend this. */
public interface Fact {
    FactType type();

    /** The id of the aggregate: CloudEvents {@code subject} and the Kafka key, so order holds per aggregate. */
    String subject();

    String orgId();

    /** The mode it happened in; null for facts about a whole organization. */
    @Nullable
    Mode mode();

    /** What goes into {@code data}, as Jackson writes it. Never a secret, never a buyer's document. */
    Object data();
}
