package dev.tollgate.limits.owner;

import dev.tollgate.platform.principal.Tenant;

/**
 * A reservation that is open and that nobody has spoken of for a while: never, or not since its owner said that the thing exists.
 *
 * @param owner the service to ask
 */
record Unconfirmed(String id, Tenant tenant, String path, String reference, String owner) {}
