package dev.tollgate.platform.coherence;

/** What is left out, to see that the model notices. */
enum Flaw {
    NONE,
    COUNTS_FROM_THE_ANSWER,
    HAS_NO_MARGIN,
    REMEMBERS_OLD_ANSWERS,
    ACKNOWLEDGES_BEFORE_APPLYING,
    DOES_NOT_WAIT_OUT_A_LEASE,
    RENEWS_ON_PARTIAL_NEWS,
    DROPS_LEASES_TOO_SOON
}
