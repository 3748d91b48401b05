package dev.tollgate.onboarding.document;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import dev.tollgate.platform.work.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Takes away what was asked for and never sent, an hour after it could be. What was sent past us meanwhile is kept. Replicas may do the same one at once:
 * each step is repeatable.
 */
@ApplicationScoped
public class SweepDocuments {
    private static final Logger LOG = Logger.getLogger(SweepDocuments.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration GRACE = Duration.ofHours(1);
    private static final int BATCH = 100;

    private final Transactions transactions;
    private final DocumentRepository repository;
    private final Documents documents;
    private final DocumentStorage storage;
    private final Background background;
    private final Clock clock;
    private final Loop loop = new Loop("document-sweep", EVERY, this::round);

    SweepDocuments(
            Transactions transactions,
            DocumentRepository repository,
            Documents documents,
            DocumentStorage storage,
            Background background,
            Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.documents = documents;
        this.storage = storage;
        this.background = background;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }

    /** One batch; true if there may be more. One that fails waits for the next round, with all the others done. */
    boolean round() throws Exception {
        var before = clock.instant().minus(GRACE);
        var unfinished = background.run(
                () -> transactions.acrossTenants(transaction -> repository.unfinished(transaction, before, BATCH)));
        var done = background.run(() -> Multi.createFrom()
                .iterable(unfinished)
                .onItem()
                .transformToUniAndConcatenate(this::finish)
                .filter(finished -> finished)
                .collect()
                .asList());
        background.run(storage::tidy);
        return unfinished.size() == BATCH && !done.isEmpty();
    }

    private Uni<Boolean> finish(Document document) {
        return documents
                .settle(document)
                .chain(stored -> stored ? Uni.createFrom().voidItem() : documents.drop(document))
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("document %s is not swept: %s", document.id(), failure.getMessage());
                    return false;
                });
    }
}
