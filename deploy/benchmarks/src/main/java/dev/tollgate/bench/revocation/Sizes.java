package dev.tollgate.bench.revocation;

/** How many of each are revoked in a phase. */
public record Sizes(int keys, int sessions, int agents, int organizations) {
    private static final int SESSIONS_PERCENT = 15;
    private static final int AGENTS_PERCENT = 5;
    private static final int ORGANIZATIONS_PERCENT = 5;
    private static final int ALL_PERCENT = 100;

    /** So many in all: of 100, 75 keys, 15 sessions, 5 agents and 5 organizations; at least one of each. */
    public static Sizes of(int revocations) {
        int sessions = share(revocations, SESSIONS_PERCENT);
        int agents = share(revocations, AGENTS_PERCENT);
        int organizations = share(revocations, ORGANIZATIONS_PERCENT);
        return new Sizes(Math.max(1, revocations - sessions - agents - organizations), sessions, agents, organizations);
    }

    private static int share(int revocations, int percent) {
        return Math.max(1, revocations * percent / ALL_PERCENT);
    }
}
