package dev.tollgate.onboarding.document;

import dev.tollgate.onboarding.document.FolderStorage.Incoming;
import dev.tollgate.onboarding.document.UploadTokens.UploadToken;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.error.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** A client's PUT to a URL of the folder storage. The essay of this package says what a crash in between leaves behind. */
@ApplicationScoped
class ReceiveUpload {
    private final DocumentStorage storage;
    private final UploadTokens tokens;
    private final Transactions transactions;
    private final DocumentRepository repository;
    private final Clock clock;

    ReceiveUpload(
            DocumentStorage storage,
            UploadTokens tokens,
            Transactions transactions,
            DocumentRepository repository,
            Clock clock) {
        this.storage = storage;
        this.tokens = tokens;
        this.transactions = transactions;
        this.repository = repository;
        this.clock = clock;
    }

    /**
     * Reads the body on the caller's thread. 404 for a token that is none, 403 {@code UploadExpired}, 409 {@code InvalidState} for a used one, 415 for
     * another content type than agreed, 413 beyond 10 MiB, 400 for content of another type or none.
     */
    Uni<Document> receive(String token, @Nullable String contentType, InputStream body) throws IOException {
        if (!(storage instanceof FolderStorage folder)) {
            throw Problem.notFound();
        }
        var good = tokens.read(token, clock.instant());
        var kind = FileKind.of(contentType).orElseThrow(DocumentProblem::unknownType);
        var incoming = folder.take(body);
        return transactions
                .inTenant(good.tenant(), transaction -> keep(transaction, folder, good, kind, incoming))
                .onFailure()
                .call(() -> folder.drop(incoming));
    }

    private Uni<Document> keep(
            SqlConnection transaction, FolderStorage folder, UploadToken token, FileKind kind, Incoming incoming) {
        return repository.lock(transaction, token.tenant(), token.documentId()).chain(found -> {
            var document = found.orElseThrow(DocumentProblem::expired); // its row was swept
            var now = clock.instant();
            document.admitUpload(now);
            if (document.kind() != kind) {
                throw DocumentProblem.otherType(document.kind());
            }
            document.admitContent(incoming.content());
            return folder.keep(incoming, document)
                    .chain(() -> repository.uploaded(
                            transaction, document, incoming.content().size(), now))
                    .replaceWith(document);
        });
    }
}
