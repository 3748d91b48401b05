package dev.tollgate.webhooks;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an operator may set; {@code application.properties} holds the contract's values. */
@ConfigMapping(prefix = "tollgate.webhooks")
public interface WebhooksSettings {
    /** The pause before each retry; after the last one a delivery has failed. */
    List<Duration> retrySchedule();

    /** How long an endpoint has, from the look-up of its name to its status line. */
    Duration timeout();

    /** How long a delivery belongs to the replica that took it. */
    Duration lease();

    /** Deliveries on their way at once in this replica. */
    int concurrency();

    /** Deliveries on their way at once to one subscription, from this replica. */
    int perEndpoint();

    /** After how many failed attempts later events of the same resource stop waiting. */
    int orderedAttempts();

    /** CIDRs that endpoints may be in although they are not public ({@code TOLLGATE_WEBHOOKS_ALLOWED_NETWORKS}). */
    Optional<List<String>> allowedNetworks();
}
