package dev.tollgate.auth.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;

/** The rows of the log. */
@Singleton
class AuditLogRepository {
    /** Makes the head where there is none, and locks it. */
    private static final String LOCK = "insert into audit_chain (org_id, sequence, hash) values ($1, $2, $3)"
            + " on conflict (org_id) do update set sequence = audit_chain.sequence returning sequence, hash";

    private static final String APPEND = """
            with entry as (insert into audit_entry (org_id, sequence, content, hash) values ($1, $2, $3, $4))
            update audit_chain set sequence = $2, hash = $4 where org_id = $1""";
    private static final String HEAD = "select sequence, hash from audit_chain where org_id = $1";
    private static final String NEWEST = "select content, hash from audit_entry where org_id = $1 and sequence <= $2"
            + " order by sequence desc limit $3";

    /** An entry as it is stored. */
    record Stored(String content, String hash) {}

    /** Where the chain ends, and nobody else appends to it until this transaction ends. */
    Uni<ChainHead> lock(SqlConnection transaction, String orgId) {
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.of(orgId, ChainHead.START.sequence(), ChainHead.START.hash()))
                .map(rows -> head(rows.iterator().next()));
    }

    /** Adds what comes behind {@code last}, which is locked. */
    Uni<Void> append(SqlConnection transaction, String orgId, ChainHead last, String content) {
        return transaction
                .preparedQuery(APPEND)
                .execute(Tuple.of(orgId, last.sequence() + 1, content, EntryText.hash(content)))
                .replaceWithVoid();
    }

    Uni<ChainHead> head(SqlConnection transaction, String orgId) {
        return transaction
                .preparedQuery(HEAD)
                .execute(Tuple.of(orgId))
                .map(rows -> rows.size() == 0
                        ? ChainHead.START
                        : head(rows.iterator().next()));
    }

    /** From the entry with this number back. */
    Uni<List<Stored>> newest(SqlConnection transaction, String orgId, long from, int limit) {
        return transaction
                .preparedQuery(NEWEST)
                .execute(Tuple.of(orgId, from, limit))
                .map(rows -> rows.stream()
                        .map(row -> new Stored(row.getString("content"), row.getString("hash")))
                        .toList());
    }

    private static ChainHead head(Row row) {
        return new ChainHead(row.getLong("sequence"), row.getString("hash"));
    }
}
