package dev.tollgate.onboarding.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of file that may be uploaded, each with the bytes that every file of it begins with. */
public enum FileKind {
    PDF("application/pdf", "255044462d"),
    JPEG("image/jpeg", "ffd8ff"),
    PNG("image/png", "89504e470d0a1a0a");

    /** As many bytes as {@link #begins} wants to see. */
    static final int LONGEST_START = 8;

    private final String contentType;
    private final String start;

    FileKind(String contentType, String start) {
        this.contentType = contentType;
        this.start = start;
    }

    @JsonValue
    public String contentType() {
        return contentType;
    }

    /** From a body; anything else is a {@code ValidationError}. */
    @JsonCreator
    public static FileKind parse(String contentType) {
        return of(contentType)
                .orElseThrow(
                        () -> Problem.invalid("contentType: must be one of application/pdf, image/jpeg, image/png"));
    }

    /** The kind that a {@code Content-Type} names, parameters aside. */
    static Optional<FileKind> of(@Nullable String contentType) {
        var name = contentType == null
                ? ""
                : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.contentType.equals(name))
                .findFirst();
    }

    /** Whether a file that begins so, in hexadecimal, may be one of this kind. */
    boolean begins(String file) {
        return file.startsWith(start);
    }
}
