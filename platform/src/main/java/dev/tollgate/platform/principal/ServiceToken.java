package dev.tollgate.platform.principal;

import dev.tollgate.platform.error.Upstream;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The token by which this service acts on its own behalf (group {@code service}), where there is no caller to pass on: in background work,
 * and to ask for what it remembers for everybody. It is signed like the gateway's and comes in a file that {@code TOLLGATE_SERVICE_TOKEN}
 * names; the file is read again now and then, so whoever puts a new one there needs no restart
 * (docs/reference/service-interfaces.md, The internal principal).
 */
@ApplicationScoped
public class ServiceToken {
    private static final Logger LOG = Logger.getLogger(ServiceToken.class);
    private static final long READ_AGAIN_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long MISSED_NANOS = Duration.ofSeconds(1).toNanos();

    private final Optional<String> file;
    private volatile @Nullable Known known;

    ServiceToken(@ConfigProperty(name = "tollgate.service-token") Optional<String> file) {
        this.file = file;
    }

    /** @param text null where the file could not be read */
    private record Known(@Nullable String text, long readNanos) {
        boolean isFresh() {
            return System.nanoTime() - readNanos < (text == null ? MISSED_NANOS : READ_AGAIN_NANOS);
        }
    }

    /** The token itself; without a file 503 {@code UpstreamUnavailable}: nobody can be asked. */
    public String text() {
        var last = known;
        if (last == null || !last.isFresh()) {
            last = new Known(read(last), System.nanoTime());
            known = last;
        }
        var text = last.text();
        if (text == null) {
            throw Upstream.unavailable();
        }
        return text;
    }

    /** A small local file, twice a minute, or once a second while it is missing: not worth leaving the event loop for. The log is told when that changes. */
    private @Nullable String read(@Nullable Known before) {
        try {
            var read = Files.readString(Path.of(file.orElseThrow(() -> new IOException("it is not set"))))
                    .strip();
            if (before != null && before.text() == null) {
                LOG.info("the file of TOLLGATE_SERVICE_TOKEN is there");
            }
            return read;
        } catch (IOException unreadable) {
            if (before == null || before.text() != null) {
                LOG.errorf("TOLLGATE_SERVICE_TOKEN must name a file with this service's token: %s", unreadable);
            }
            return null;
        }
    }
}
