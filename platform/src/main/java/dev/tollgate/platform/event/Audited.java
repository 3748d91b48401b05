package dev.tollgate.platform.event;

/**
 * A fact that belongs into the organization's audit log (contract/production-access.md, Telling people): a change of credentials, access, limits or
 * members. Whoever publishes it says no more than this: the {@link Outbox} writes the record for the log beside the fact, in the same transaction.
 */
public interface Audited extends Fact {
    /** Who did it, and what it changed. Whom it concerns is the fact's {@link #subject}. */
    Audit audit();
}
