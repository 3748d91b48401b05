package dev.tollgate.bench.timing;

/** Why a key is refused. */
enum Kind {
    UNKNOWN("unknown id"),
    WRONG_SECRET("wrong secret"),
    REVOKED("revoked");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
