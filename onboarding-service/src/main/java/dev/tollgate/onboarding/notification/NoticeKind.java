package dev.tollgate.onboarding.notification;

import com.fasterxml.jackson.annotation.JsonValue;

/** What people are told of, and in which words. */
public enum NoticeKind {
    DECLARED(
            "declared",
            "A declaration waits for review",
            "An organization asks for production access. Look at its declaration, then approve or deny it."),
    APPROVED(
            "approved",
            "Your production access was approved",
            "Live is open for your organization: create live keys and switch to live."),
    DENIED(
            "denied",
            "Your production access was denied",
            "Live stays closed. You may declare again; the reviewer's notes say what was missing."),
    SUSPENDED(
            "suspended",
            "Your production access was suspended",
            "Live keys, sessions and agents of your organization are refused from now on. Test keeps working."),
    REINSTATED("reinstated", "Your production access was reinstated", "Live is open for your organization again.");

    private final String wire;
    private final String title;
    private final String message;

    NoticeKind(String what, String title, String message) {
        this.wire = "production_access." + what;
        this.title = title;
        this.message = message;
    }

    /** That of the event: {@code production_access.approved}. */
    @JsonValue
    public String wire() {
        return wire;
    }

    String title() {
        return title;
    }

    String message() {
        return message;
    }

    static NoticeKind parse(String wire) {
        for (var kind : values()) {
            if (kind.wire.equals(wire)) {
                return kind;
            }
        }
        throw new IllegalStateException("a notice of a kind that this release does not know: " + wire);
    }
}
