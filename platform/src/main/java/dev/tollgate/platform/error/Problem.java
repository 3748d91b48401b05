package dev.tollgate.platform.error;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way to the caller. Features declare theirs in one {@code …Problem} class each; only this package turns them into
 * a response. It carries no stack trace: it is an answer, not a fault.
 */
public final class Problem extends RuntimeException {
    private final ErrorCode code;
    private final transient Object text;
    private final transient @Nullable Map<String, Object> details;
    private final @Nullable Duration retryAfter;

    private Problem(ErrorCode code, Object text, @Nullable Map<String, Object> details) {
        this(code, text, details, null);
    }

    private Problem(ErrorCode code, Object text, @Nullable Map<String, Object> details, @Nullable Duration retryAfter) {
        super(code.name() + ": " + text, null, false, false);
        this.code = code;
        this.text = text;
        this.details = details;
        this.retryAfter = retryAfter;
    }

    public static Problem of(ErrorCode code, String message) {
        return new Problem(code, message, null);
    }

    /** With the {@code details} that the contract documents for this code. */
    public static Problem of(ErrorCode code, String message, Map<String, Object> details) {
        return new Problem(code, message, details);
    }

    /** 400 {@code ValidationError}; each violation reads {@code path: reason}. */
    public static Problem invalid(String... violations) {
        return invalid(List.of(violations));
    }

    /** 400 {@code ValidationError}; each violation reads {@code path: reason}. */
    public static Problem invalid(List<String> violations) {
        return new Problem(ErrorCode.VALIDATION_ERROR, List.copyOf(violations), null);
    }

    /** 404: absent, another organization's, or the other mode's; the three look the same. */
    public static Problem notFound() {
        return of(ErrorCode.NOT_FOUND, "No such resource.");
    }

    /** 405: the path is there, and does not take the method. */
    public static Problem methodNotAllowed() {
        return of(ErrorCode.METHOD_NOT_ALLOWED, "This path does not take that method.");
    }

    /** 409 {@code InvalidState} with the details the contract promises. */
    public static Problem invalidState(String message, String current, List<String> allowed) {
        return of(ErrorCode.INVALID_STATE, message, Map.of("currentState", current, "allowedStates", allowed));
    }

    /** The same, with a word when to come back ({@code Retry-After}). */
    public Problem retryAfter(Duration pause) {
        return new Problem(code, text, details, pause);
    }

    public ErrorCode code() {
        return code;
    }

    /** The envelope's {@code message}: a string, or a list of violations. */
    public Object text() {
        return text;
    }

    public @Nullable Map<String, Object> details() {
        return details;
    }

    /** When to come back; null where that is not known. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
