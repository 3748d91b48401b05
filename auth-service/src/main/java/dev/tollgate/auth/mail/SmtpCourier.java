package dev.tollgate.auth.mail;

import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.mail.Courier;
import dev.tollgate.platform.mail.LeasedMail;
import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens what a row says and sends it. */
@ApplicationScoped
class SmtpCourier implements Courier {
    private final SecretBox box;
    private final String publicUrl;

    SmtpCourier(SecretBox box, @ConfigProperty(name = "tollgate.public-url") String publicUrl) {
        this.box = box;
        this.publicUrl = publicUrl;
    }

    @Override
    public Uni<Void> deliver(LeasedMail mail, String content, Instant now) {
        var outgoing = OutgoingMail.read(mail.kind(), box.open(content, mail.id()));
        var left = mail.expiresAt() == null ? Duration.ZERO : Duration.between(now, mail.expiresAt());
        return outgoing.filled(publicUrl, left)
                .mail(new Mail().addHeader("Message-ID", mail.messageId(publicUrl)))
                .to(mail.recipient())
                .subject(outgoing.subject())
                .send();
    }
}
