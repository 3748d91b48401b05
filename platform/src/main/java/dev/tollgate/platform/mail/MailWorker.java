package dev.tollgate.platform.mail;

import dev.tollgate.platform.db.CommitListener;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Takes mails to SMTP, one at a time; the essay of this package says what a crash or an SMTP server that is away leaves behind. */
@ApplicationScoped
public class MailWorker implements CommitListener {
    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    /** From this attempt on it is not a server that restarts; the longer pauses keep a lost mail from holding up the others for days. */
    private static final int HOPELESS_AFTER = 40;

    private static final Duration HOPELESS_PAUSE = Duration.ofMinutes(15);

    private final MailQueue queue;
    private final Instance<Courier> courier;
    private final Background background;
    private final Clock clock;
    private final Loop loop = new Loop("mail", IDLE, this::round);

    MailWorker(MailQueue queue, @Any Instance<Courier> courier, Background background, Clock clock) {
        this.queue = queue;
        this.courier = courier;
        this.background = background;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        if (courier.isResolvable()) {
            loop.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (courier.isResolvable()) {
            loop.close();
        }
    }

    /** Looks for mails now instead of at the next poll. */
    @Override
    public void committed() {
        loop.nudge();
    }

    private boolean round() throws Exception {
        var mail = background.run(queue::next);
        if (mail.isPresent()) {
            background.run(() -> handle(mail.get()));
        }
        return mail.isPresent() && !loop.isClosed();
    }

    private Uni<Void> handle(LeasedMail mail) {
        var content = mail.content();
        if (content == null) {
            return queue.delete(mail);
        }
        if (mail.isExpired(clock.instant())) {
            LOG.warnf("%s was never sent: it is worth nothing any more", mail);
            return queue.delete(mail);
        }
        return Uni.createFrom()
                .deferred(() -> courier.get().deliver(mail, content, clock.instant()))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onItemOrFailure()
                .transformToUni((sent, failure) -> failure == null ? queue.delete(mail) : postpone(mail, failure));
    }

    private Uni<Void> postpone(LeasedMail mail, Throwable failure) {
        var pause = pauseAfter(mail.attempts());
        LOG.warnf("%s was not taken by SMTP, next in %d s: %s", mail, pause.toSeconds(), failure);
        return queue.postpone(mail, pause);
    }

    static Duration pauseAfter(int attempts) {
        if (attempts >= HOPELESS_AFTER) {
            return HOPELESS_PAUSE;
        }
        var pause = Duration.ofSeconds(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
