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

    private final Optional<String> file;
    private volatile @Nullable Known known;

    ServiceToken(@ConfigProperty(name = "tollgate.service-token") Optional<String> file) {
        this.file = file;
    }

    private record Known(String text, long readNanos) {}

    /** The token itself; without a file 503 {@code UpstreamUnavailable}: nobody can be asked. */
    public String text() {
        var last = known;
        if (last != null && System.nanoTime() - last.readNanos() < READ_AGAIN_NANOS) {
            return last.text();
        }
        var read = read();
        known = new Known(read, System.nanoTime());
        return read;
    }

    /** A small local file, twice a minute at most: not worth leaving the event loop for. */
    private String read() {
        try {
            return Files.readString(Path.of(file.orElseThrow(() -> new IOException("it is not set"))))
                    .strip();
        } catch (IOException unreadable) {
            LOG.errorf("TOLLGATE_SERVICE_TOKEN must name a file with this service's token: %s", unreadable);
            throw Upstream.unavailable();
        }
    }
}
