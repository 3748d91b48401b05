package dev.tollgate.onboarding.document;

import dev.tollgate.onboarding.document.FolderStorage.Incoming;
import dev.tollgate.onboarding.document.UploadTokens.UploadToken;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** A client's PUT to a URL of the folder storage. The essay of this package says what a crash in between leaves behind. */
@ApplicationScoped
class ReceiveUpload {
    private final DocumentStorage storage;
    private final UploadTokens tokens;
    private final Transactions transactions;
    private final DocumentRepository repository;
    private final Clock clock;
    private final Semaphore places;

    ReceiveUpload(
            DocumentStorage storage,
            UploadTokens tokens,
            Transactions transactions,
            DocumentRepository repository,
            Clock clock,
            @ConfigProperty(name = "tollgate.documents.uploads-at-once") int uploadsAtOnce) {
        this.storage = storage;
        this.tokens = tokens;
        this.transactions = transactions;
        this.repository = repository;
        this.clock = clock;
        this.places = new Semaphore(uploadsAtOnce);
    }

    /**
     * Looks first whether there is anything to come, and takes the body in only then. 404 for a token that is none, 403 {@code UploadExpired}, 409 {@code InvalidState} for a used one, 415 for
     * another content type than agreed, 413 beyond 10 MiB, 400 for content of another type or none, 503 {@code
     * UpstreamUnavailable} with {@code Retry-After} while this process takes in as many as it may.
     */
    Uni<Document> receive(String token, @Nullable String contentType, InputStream body) {
        if (!(storage instanceof FolderStorage folder)) {
            throw Problem.notFound();
        }
        var good = tokens.read(token, clock.instant());
        var kind = FileKind.of(contentType).orElseThrow(DocumentProblem::unknownType);
        return transactions
                .inTenant(good.tenant(), transaction -> repository.find(transaction, good.tenant(), good.documentId()))
                .invoke(found -> admitted(found, kind))
                .chain(() -> takeInTurn(folder, body))
                .chain(incoming -> transactions
                        .inTenant(good.tenant(), transaction -> keep(transaction, folder, good, kind, incoming))
                        .onFailure()
                        .call(() -> folder.drop(incoming)));
    }

    private Uni<Incoming> takeInTurn(FolderStorage folder, InputStream body) {
        if (!places.tryAcquire()) {
            throw DocumentProblem.busy();
        }
        return folder.take(body).onTermination().invoke(places::release);
    }

    private Document admitted(Optional<Document> found, FileKind kind) {
        var document = found.orElseThrow(DocumentProblem::expired); // its row was swept
        document.admitUpload(kind, clock.instant());
        return document;
    }

    private Uni<Document> keep(
            SqlConnection transaction, FolderStorage folder, UploadToken token, FileKind kind, Incoming incoming) {
        return repository.lock(transaction, token.tenant(), token.documentId()).chain(found -> {
            var document = admitted(found, kind);
            document.admitContent(incoming.content());
            return folder.keep(incoming, document)
                    .chain(() -> repository.uploaded(
                            transaction, document, incoming.content().size(), clock.instant()))
                    .replaceWith(document);
        });
    }
}
