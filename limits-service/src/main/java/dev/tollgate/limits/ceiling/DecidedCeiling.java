package dev.tollgate.limits.ceiling;

/**
 * What a decision about production access set besides (contract/production-access.md, Reviewing): it holds as soon as the decision does.
 *
 * @param decision the number of the decision; a higher one wins, whatever arrives first
 */
public record DecidedCeiling(long decision, CeilingOverride override) {}
