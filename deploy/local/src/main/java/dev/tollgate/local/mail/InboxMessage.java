package dev.tollgate.local.mail;

import com.icegreen.greenmail.store.StoredMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One mail in one address's inbox, as {@code GET /api/messages} shows it.
 *
 * @param messageId the {@code Message-ID}, by which mailboxes know a repeat for the same mail
 * @param to the address it was delivered to, whatever its headers say
 * @param receivedAt RFC 3339, UTC, milliseconds
 * @param text the plain part, absent when it has none
 * @param html the HTML part, absent when it has none
 */
record InboxMessage(
        String id,
        @Nullable String messageId,
        String to,
        String from,
        String subject,
        String receivedAt,
        @Nullable String text,
        @Nullable String html) {

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static InboxMessage of(String address, StoredMessage stored) {
        var mail = stored.getMimeMessage();
        try {
            var subject = mail.getSubject();
            return new InboxMessage(
                    address + "/" + stored.getUid(),
                    mail.getMessageID(),
                    address,
                    addresses(mail.getFrom()),
                    subject == null ? "" : subject,
                    RFC_3339.format(stored.getReceivedDate().toInstant()),
                    part(mail, "text/plain"),
                    part(mail, "text/html"));
        } catch (MessagingException e) {
            throw new IllegalStateException("unreadable mail to " + address, e);
        } catch (IOException e) {
            throw new UncheckedIOException("unreadable mail to " + address, e);
        }
    }

    private static String addresses(jakarta.mail.Address @Nullable [] addresses) {
        return addresses == null
                ? ""
                : Arrays.stream(addresses).map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static @Nullable String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var found = part(parts.getBodyPart(i), type);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}
