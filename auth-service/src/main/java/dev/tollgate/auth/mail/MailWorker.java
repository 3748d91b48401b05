package dev.tollgate.auth.mail;

import dev.tollgate.platform.crypto.SecretBox;
import dev.tollgate.platform.db.CommitListener;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.mailer.Mail;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Takes mails to SMTP, one at a time; the essay of this package says what a crash or an SMTP server that is away leaves behind. */
@ApplicationScoped
public class MailWorker implements CommitListener {
    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final MailQueue queue;
    private final SecretBox box;
    private final Background background;
    private final Clock clock;
    private final String publicUrl;
    private final Loop loop = new Loop("mail", IDLE, this::round);

    MailWorker(
            MailQueue queue,
            SecretBox box,
            Background background,
            Clock clock,
            @ConfigProperty(name = "tollgate.public-url") String publicUrl) {
        this.queue = queue;
        this.box = box;
        this.background = background;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** Looks for mails now instead of at the next poll. */
    @Override
    public void committed() {
        loop.nudge();
    }

    private boolean round() throws Exception {
        var mail = background.run(() -> queue.next(clock.instant()));
        if (mail.isPresent()) {
            background.run(() -> handle(mail.get()));
        }
        return mail.isPresent() && !loop.isClosed();
    }

    private Uni<Void> handle(MailQueue.Leased mail) {
        if (mail.withheld()) {
            return queue.delete(mail);
        }
        if (!clock.instant().isBefore(mail.expiresAt())) {
            LOG.warnf("%s was never sent: its link has expired", mail);
            return queue.delete(mail);
        }
        return send(mail)
                .onItemOrFailure()
                .transformToUni((sent, failure) -> failure == null ? queue.delete(mail) : postpone(mail, failure));
    }

    private Uni<Void> send(MailQueue.Leased mail) {
        var token = box.open(mail.sealedToken(), mail.id()).reveal();
        var left = Duration.between(clock.instant(), mail.expiresAt());
        return new SignInMail(publicUrl + "/signin?token=" + token, token, Math.max(1, left.toMinutes()))
                .mail(new Mail().addHeader("Message-ID", "<" + mail.id() + '@' + host() + '>'))
                .to(mail.recipient())
                .subject("Sign in to Tollgate")
                .send()
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private Uni<Void> postpone(MailQueue.Leased mail, Throwable failure) {
        var pause = Duration.ofSeconds(1L << Math.min(mail.attempts() - 1, MOST_DOUBLINGS));
        var bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        LOG.warnf("%s was not taken by SMTP, next in %d s: %s", mail, bounded.toSeconds(), failure);
        return queue.postpone(mail, clock.instant().plus(bounded));
    }

    private String host() {
        return URI.create(publicUrl).getHost();
    }
}
