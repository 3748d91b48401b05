package dev.tollgate.testkit;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A real SMTP server, read as the owner of an address would: wait for the mail, open the link. */
public final class Mailbox {
    private static final Pattern LINK =
            Pattern.compile("http://127\\.0\\.0\\.1:8080/signin\\?token=([A-Za-z0-9_-]{43})");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static @Nullable GreenMail server;

    private Mailbox() {}

    /** SMTP is there. */
    public static synchronized GreenMail up() {
        var running = server;
        if (running == null) {
            var port = ConfigProvider.getConfig().getValue("quarkus.mailer.port", Integer.class);
            running = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            running.start();
            server = running;
        }
        return running;
    }

    /** SMTP is away, and so is what it had. */
    public static synchronized void down() {
        var running = server;
        if (running != null) {
            running.stop();
            server = null;
        }
    }

    /** What came to an address so far, oldest first. */
    public static List<MimeMessage> messages(String address) {
        return Arrays.stream(up().getReceivedMessages())
                .filter(message -> isTo(message, address))
                .toList();
    }

    /** The first {@code count} mails to an address, oldest first; waits for them. */
    public static List<MimeMessage> await(String address, int count) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> messages(address).size() >= count);
        return messages(address);
    }

    /** The token in the sign-in link of the nth mail to an address; waits for it. */
    public static String token(String address, int nth) {
        var text = text(await(address, nth).get(nth - 1));
        var link = LINK.matcher(text);
        if (!link.find()) {
            throw new AssertionError("no link in " + text);
        }
        return link.group(1);
    }

    /** The token in the first mail to an address. */
    public static String token(String address) {
        return token(address, 1);
    }

    /** Each part's content type and text, decoded. */
    public static String text(MimeMessage message) {
        try {
            return parts(message.getContent());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String parts(Object content) throws Exception {
        if (content instanceof Multipart multipart) {
            var all = new StringBuilder();
            for (int i = 0; i < multipart.getCount(); i++) {
                var part = multipart.getBodyPart(i);
                all.append(part.getContentType()).append('\n').append(parts(part.getContent()));
            }
            return all.toString();
        }
        return content.toString();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return Arrays.stream(message.getRecipients(Message.RecipientType.TO))
                    .anyMatch(recipient -> recipient.toString().equals(address));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
