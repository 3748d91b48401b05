package dev.tollgate.local.stack;

/** Why a run did not start or did not come up. The message is for people and says what to do; it needs no stack trace. */
public final class StartRefused extends RuntimeException {

    private final String reason;

    /**
     * A refusal.
     *
     * @param reason what is wrong and what helps
     */
    public StartRefused(String reason) {
        super(reason);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
