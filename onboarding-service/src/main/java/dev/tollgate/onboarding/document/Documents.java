package dev.tollgate.onboarding.document;

import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Documents of the resources of other features: asking for one, and seeing what has come. */
@ApplicationScoped
public class Documents {
    /** How long a URL is good for. */
    static final Duration LIFETIME = Duration.ofMinutes(15);

    /** Of one resource, whether uploaded or not: more is not a mistake but a flood. */
    static final int MOST = 20;

    /** How long the storage has, for whoever needs to know, and for somebody who only reads; and how many are looked at for those. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final int GLANCED_AT = 5;

    private final Transactions transactions;
    private final DocumentRepository repository;
    private final DocumentStorage storage;
    private final Clock clock;

    Documents(Transactions transactions, DocumentRepository repository, DocumentStorage storage, Clock clock) {
        this.transactions = transactions;
        this.repository = repository;
        this.storage = storage;
        this.clock = clock;
    }

    /** A document to come, and where to send it. */
    public record Requested(Document document, DocumentStorage.Target target) {}

    /** Makes room for one document of a resource that {@code transaction} holds; a {@code ValidationError} if it has very many. */
    public Uni<Requested> request(
            SqlConnection transaction, Tenant tenant, String ownerId, String type, FileKind kind, String requestedBy) {
        var now = clock.instant();
        var document =
                new Document(tenant, Document.ID.create(), ownerId, type, kind, now.plus(LIFETIME), null, null, null);
        return repository
                .count(transaction, tenant, ownerId)
                .invoke(count -> {
                    if (count >= MOST) {
                        throw DocumentProblem.tooMany(MOST);
                    }
                })
                .chain(() -> repository.insert(transaction, document, requestedBy, now))
                .map(ignored -> new Requested(document, storage.target(document)));
    }

    /** The documents of each of these resources, oldest first; a resource without any is absent. */
    public Uni<Map<String, List<Document>>> of(SqlConnection transaction, Tenant tenant, List<String> ownerIds) {
        return repository
                .ofOwners(transaction, tenant, ownerIds)
                .map(found -> found.stream().collect(Collectors.groupingBy(Document::ownerId)));
    }

    /** Lets nothing more come for a resource that {@code transaction} holds: a URL given before is good for nothing from the commit on. */
    public Uni<Void> close(SqlConnection transaction, Tenant tenant, String ownerId) {
        return repository.close(transaction, tenant, ownerId, clock.instant());
    }

    /** The content of an uploaded document of this resource, or 404. */
    public Uni<Opened> open(Tenant tenant, String ownerId, String id) {
        return transactions
                .inTenant(tenant, transaction -> repository.find(transaction, tenant, id))
                .map(found -> found.filter(document ->
                                document.isUploaded() && document.ownerId().equals(ownerId))
                        .orElseThrow(Problem::notFound))
                .chain(document -> storage.read(document).map(content -> new Opened(document, content)));
    }

    /** A document with its bytes. */
    public record Opened(Document document, Buffer content) {}

    /** Looks whether what is awaited for a resource has come by another way than through us. Before the transaction that needs to know. */
    public Uni<Void> settle(Tenant tenant, String ownerId) {
        return transactions
                .inTenant(tenant, transaction -> repository.ofOwners(transaction, tenant, List.of(ownerId)))
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .filter(Document::isAwaited)
                        .onItem()
                        .transformToUniAndConcatenate(this::settle)
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    /**
     * The same for somebody who only reads: of the latest few of these documents that are awaited, and no further if the storage does not answer at once. True if
     * there was something to look at, so that the rows may be others by now.
     */
    public Uni<Boolean> glance(List<Document> documents) {
        var awaited = documents.reversed().stream()
                .filter(Document::isAwaited)
                .limit(GLANCED_AT)
                .toList();
        return awaited.isEmpty()
                ? Uni.createFrom().item(false)
                : Multi.createFrom()
                        .iterable(awaited)
                        .onItem()
                        .transformToUniAndConcatenate(document -> settle(document, GLANCE))
                        .collect()
                        .asList()
                        .replaceWith(true)
                        .onFailure()
                        .recoverWithItem(true);
    }

    /**
     * Finishes the row of a document that is stored and may be; true if it is finished. Of what may not be, the row says why; it and what came too late stay until the
     * sweep takes them: while its URL is good, an object that was deleted could be uploaded again, by then without a row.
     */
    Uni<Boolean> settle(Document document) {
        return settle(document, PATIENCE);
    }

    private Uni<Boolean> settle(Document document, Duration patience) {
        if (!document.isAwaited()) {
            return Uni.createFrom().item(false);
        }
        return storage.inspect(document, patience)
                .chain(stored -> stored.map(content -> settle(document, content))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> settle(Document document, Document.Content content) {
        var flaw = document.flawOf(content);
        return transactions
                .inTenant(
                        document.tenant(),
                        transaction -> flaw.isPresent()
                                ? repository.refused(transaction, document, flaw.get())
                                : repository.uploaded(transaction, document, content.size(), clock.instant()))
                .replaceWith(flaw.isEmpty());
    }

    /** Forgets an unfinished document. The object goes first: without its row nobody would find it. */
    Uni<Void> drop(Document document) {
        return storage.delete(document)
                .chain(() -> transactions.inTenant(
                        document.tenant(), transaction -> repository.deleteUnfinished(transaction, document)));
    }
}
