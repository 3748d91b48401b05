package dev.tollgate.gateway.route;

/** What a route takes as a body. */
public enum BodyRule {
    /** What nearly every route takes. */
    JSON(1 << 20, "1 MiB"),

    /** A file of any type, which the service checks. */
    FILE(10 << 20, "10 MiB");

    private final long largest;
    private final String inWords;

    BodyRule(long largest, String inWords) {
        this.largest = largest;
        this.inWords = inWords;
    }

    /** In bytes. */
    public long largest() {
        return largest;
    }

    /** The same for people. */
    public String inWords() {
        return inWords;
    }
}
