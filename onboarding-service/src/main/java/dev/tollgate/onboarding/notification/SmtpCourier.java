package dev.tollgate.onboarding.notification;

import dev.tollgate.platform.mail.Courier;
import dev.tollgate.platform.mail.LeasedMail;
import io.quarkus.mailer.Mail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Fills the templates and sends. */
@ApplicationScoped
class SmtpCourier implements Courier {
    private final String publicUrl;

    SmtpCourier(@ConfigProperty(name = "tollgate.public-url") String publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public Uni<Void> deliver(LeasedMail mail, String content, Instant now) {
        var text = MailText.read(mail.kind(), content);
        return new NoticeMail(text, publicUrl)
                .mail(new Mail().addHeader("Message-ID", mail.messageId(publicUrl)))
                .to(mail.recipient())
                .subject("Tollgate: " + text.title())
                .send();
    }
}
