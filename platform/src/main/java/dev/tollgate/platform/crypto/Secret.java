package dev.tollgate.platform.crypto;

/** A text that must not be seen: it has no JSON form and prints as stars. {@link #reveal()} is the one place to search for. */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The plain text, for the one who must have it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
