package dev.tollgate.onboarding.document;

import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Tenant;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document that may be uploaded, or has been.
 *
 * @param ownerId the resource that it belongs to
 * @param type what it shows, in the words of the feature that asked for it
 * @param expiresAt until when it may be uploaded
 * @param uploadedAt null until then
 * @param refused why what was stored of it past us does not count; null where nothing was, or nobody has looked
 * @param closedAt when what it belongs to went on without it; null until then, and for ever where it was uploaded before
 */
public record Document(
        Tenant tenant,
        String id,
        String ownerId,
        String type,
        FileKind kind,
        Instant expiresAt,
        @Nullable Instant uploadedAt,
        @Nullable Flaw refused,
        @Nullable Instant closedAt) {
    public static final IdPrefix ID = new IdPrefix("doc");

    /** The largest that is taken. */
    public static final int LARGEST_BYTES = 10 << 20;

    public boolean isUploaded() {
        return uploadedAt != null;
    }

    /** Whether something may still come of it that nobody knows of: it is not there, not refused, and not too late. */
    boolean isAwaited() {
        return uploadedAt == null && refused == null && closedAt == null;
    }

    /** Whether it will never be uploaded, because it comes too late for what it belongs to. */
    public boolean isClosed() {
        return closedAt != null;
    }

    /** Its name in a storage. */
    String objectName() {
        return tenant.scope() + '/' + id;
    }

    /** Refuses an upload that comes too late, a second one, and one of another type than agreed. */
    void admitUpload(FileKind sent, Instant now) {
        if (isUploaded()) {
            throw DocumentProblem.used();
        }
        if (isClosed()) {
            throw DocumentProblem.closed();
        }
        if (!now.isBefore(expiresAt)) {
            throw DocumentProblem.expired();
        }
        if (sent != kind) {
            throw DocumentProblem.otherType(kind);
        }
    }

    /** Refuses content that is not what the URL was asked for. */
    void admitContent(Content content) {
        flawOf(content).ifPresent(flaw -> {
            throw flaw.problem(kind);
        });
    }

    /** In what content is not what the URL was asked for. */
    Optional<Flaw> flawOf(Content content) {
        if (content.size() == 0) {
            return Optional.of(Flaw.EMPTY);
        }
        if (content.size() > LARGEST_BYTES) {
            return Optional.of(Flaw.TOO_LARGE);
        }
        return kind.begins(content.start()) ? Optional.empty() : Optional.of(Flaw.OTHER_CONTENT);
    }

    /**
     * What there is of a file.
     *
     * @param size in bytes
     * @param start the first few bytes, in hexadecimal
     */
    record Content(long size, String start) {
        static Content of(long size, byte[] start) {
            return new Content(size, HexFormat.of().formatHex(start));
        }
    }
}
