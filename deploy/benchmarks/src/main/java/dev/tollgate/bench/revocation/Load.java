package dev.tollgate.bench.revocation;

/**
 * How hard the gateways are used meanwhile.
 *
 * @param perSecond requests a second to each gateway, with credentials at random, revoked ones among them
 * @param probes requests at once to each gateway as soon as a revocation has been answered
 * @param atOnce revocations under way at a time
 */
public record Load(int perSecond, int probes, int atOnce) {}
