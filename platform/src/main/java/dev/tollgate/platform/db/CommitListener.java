package dev.tollgate.platform.db;

/** Told after a transaction has committed, so that what it left to do is done soon. A hint: missing one delays, and loses nothing. */
public interface CommitListener {
    void committed();
}
