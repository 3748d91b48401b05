package dev.tollgate.onboarding.document;

import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of {@code document}. */
@ApplicationScoped
class DocumentRepository {
    private static final String INSERT = """
            insert into document (org_id, mode, id, owner_id, document_type, content_type, expires_at, requested_by, requested_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private static final String OF_TENANT = "select * from document where org_id = $1 and mode = $2";
    private static final String OF_OWNERS = OF_TENANT + " and owner_id = any($3) order by id";
    private static final String ONE = OF_TENANT + " and id = $3";
    private static final String ONE_LOCKED = ONE + " for update";
    private static final String COUNT =
            "select count(*) from document where org_id = $1 and mode = $2 and owner_id = $3";

    private static final String UPLOADED = "update document set uploaded_at = $4, size_bytes = $5, refused = null"
            + " where org_id = $1 and mode = $2 and id = $3 and uploaded_at is null and closed_at is null";

    private static final String REFUSED = "update document set refused = $4"
            + " where org_id = $1 and mode = $2 and id = $3 and uploaded_at is null and closed_at is null";

    private static final String CLOSE = "update document set closed_at = $4"
            + " where org_id = $1 and mode = $2 and owner_id = $3 and uploaded_at is null and closed_at is null";

    private static final String DELETE_UNFINISHED =
            "delete from document where org_id = $1 and mode = $2 and id = $3 and uploaded_at is null";

    private static final String UNFINISHED =
            "select * from document where uploaded_at is null and expires_at < $1 order by expires_at limit $2";

    Uni<Void> insert(SqlConnection transaction, Document document, String requestedBy, Instant now) {
        return transaction
                .preparedQuery(INSERT)
                .execute(key(document)
                        .addString(document.ownerId())
                        .addString(document.type())
                        .addString(document.kind().contentType())
                        .addOffsetDateTime(utc(document.expiresAt()))
                        .addString(requestedBy)
                        .addOffsetDateTime(utc(now)))
                .replaceWithVoid();
    }

    Uni<Long> count(SqlConnection transaction, Tenant tenant, String ownerId) {
        return transaction
                .preparedQuery(COUNT)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), ownerId))
                .map(counted -> counted.iterator().next().getLong(0));
    }

    /** Oldest first. */
    Uni<List<Document>> ofOwners(SqlConnection transaction, Tenant tenant, List<String> ownerIds) {
        return transaction
                .preparedQuery(OF_OWNERS)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), ownerIds.toArray(String[]::new)))
                .map(DocumentRepository::all);
    }

    Uni<Optional<Document>> find(SqlConnection transaction, Tenant tenant, String id) {
        return one(transaction, ONE, tenant, id);
    }

    /** The same, held until the transaction ends. */
    Uni<Optional<Document>> lock(SqlConnection transaction, Tenant tenant, String id) {
        return one(transaction, ONE_LOCKED, tenant, id);
    }

    /** Lets nothing more come for a resource; who is about to finish a row is waited for. */
    Uni<Void> close(SqlConnection transaction, Tenant tenant, String ownerId, Instant now) {
        return transaction
                .preparedQuery(CLOSE)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), ownerId, utc(now)))
                .replaceWithVoid();
    }

    /** Finishes the row, unless it is finished, closed or gone. */
    Uni<Void> uploaded(SqlConnection transaction, Document document, long size, Instant now) {
        return transaction
                .preparedQuery(UPLOADED)
                .execute(key(document).addOffsetDateTime(utc(now)).addLong(size))
                .replaceWithVoid();
    }

    /** Notes why what is stored does not count, unless the row is finished, closed or gone. */
    Uni<Void> refused(SqlConnection transaction, Document document, Flaw flaw) {
        return transaction
                .preparedQuery(REFUSED)
                .execute(key(document).addString(flaw.wire()))
                .replaceWithVoid();
    }

    /** Deletes the row, unless it is finished. */
    Uni<Void> deleteUnfinished(SqlConnection transaction, Document document) {
        return transaction
                .preparedQuery(DELETE_UNFINISHED)
                .execute(key(document))
                .replaceWithVoid();
    }

    /** Those of any tenant that could be uploaded until {@code before}, and were not. */
    Uni<List<Document>> unfinished(SqlConnection transaction, Instant before, int count) {
        return transaction
                .preparedQuery(UNFINISHED)
                .execute(Tuple.of(utc(before), count))
                .map(DocumentRepository::all);
    }

    private static Uni<Optional<Document>> one(SqlConnection transaction, String sql, Tenant tenant, String id) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire(), id))
                .map(found -> all(found).stream().findFirst());
    }

    private static Tuple key(Document document) {
        return Tuple.of(document.tenant().orgId(), document.tenant().mode().wire(), document.id());
    }

    private static List<Document> all(RowSet<Row> rows) {
        return rows.stream().map(DocumentRepository::document).toList();
    }

    private static Document document(Row row) {
        return new Document(
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                row.getString("id"),
                row.getString("owner_id"),
                row.getString("document_type"),
                FileKind.parse(row.getString("content_type")),
                row.getOffsetDateTime("expires_at").toInstant(),
                instant(row, "uploaded_at"),
                flaw(row),
                instant(row, "closed_at"));
    }

    private static @Nullable Flaw flaw(Row row) {
        var refused = row.getString("refused");
        return refused == null ? null : Flaw.parse(refused);
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
