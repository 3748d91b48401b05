package dev.tollgate.platform.mail;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail that this worker alone has, until its lease runs out.
 *
 * @param content what the template is filled with, as the use case wrote it; null for a row that was only written for show and must never leave
 * @param expiresAt when it is worth nothing any more; null: never
 */
public record LeasedMail(
        String id,
        String recipient,
        String kind,
        @Nullable String content,
        @Nullable Instant expiresAt,
        int attempts) {
    /** The same for every attempt. */
    public String messageId(String publicUrl) {
        return '<' + id + '@' + URI.create(publicUrl).getHost() + '>';
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    @Override
    public String toString() {
        return kind + " mail " + id + ", attempt " + attempts;
    }
}
