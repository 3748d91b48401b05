package dev.tollgate.onboarding.document;

import dev.tollgate.onboarding.document.Document.Content;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Where the bytes of documents are: the port behind which a folder and S3 stand. No call needs a transaction, none may be made inside one. */
public interface DocumentStorage {
    /** Where a client sends the document: a PUT to {@code url}, with exactly these headers. */
    record Target(String url, Map<String, String> headers) {}

    /** The one place where this document may be sent, until it expires. */
    Target target(Document document);

    /** What is stored of it; empty if nothing is. Fails if a storage that is elsewhere has no answer by then. */
    Uni<Optional<Content>> inspect(Document document, Duration patience);

    /** The whole document, at most 10 MiB; fails if it is not stored. */
    Uni<Buffer> read(Document document);

    /** Forgets it; nothing happens if it is not stored. */
    Uni<Void> delete(Document document);

    /** Removes what crashes left behind that no row names. */
    Uni<Void> tidy();
}
