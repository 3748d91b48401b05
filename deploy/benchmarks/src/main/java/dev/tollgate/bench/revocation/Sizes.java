package dev.tollgate.bench.revocation;

/** How many of each are revoked in a phase. */
public record Sizes(int keys, int sessions, int organizations) {
    private static final int KEYS_PERCENT = 80;
    private static final int SESSIONS_PERCENT = 15;
    private static final int ALL_PERCENT = 100;

    /** So many in all: of 100, 80 keys, 15 sessions and 5 organizations. */
    public static Sizes of(int revocations) {
        int keys = revocations * KEYS_PERCENT / ALL_PERCENT;
        int sessions = revocations * SESSIONS_PERCENT / ALL_PERCENT;
        return new Sizes(keys, sessions, revocations - keys - sessions);
    }
}
