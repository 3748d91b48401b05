package dev.tollgate.webhooks.endpoint;

import dev.tollgate.platform.crypto.Secret;

/**
 * What is sent to an endpoint.
 *
 * @param id the {@code webhook-id}, the same on every attempt
 * @param body sent as it is
 */
public record Message(EndpointUrl url, Secret secret, String id, String body) {}
