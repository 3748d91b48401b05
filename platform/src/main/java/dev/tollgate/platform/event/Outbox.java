package dev.tollgate.platform.event;

import dev.tollgate.platform.http.RequestTrace;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The only way to publish a fact: a row in the transaction that makes it true. Append after the aggregate's row was written or locked, so
 * that facts of one aggregate leave in commit order (the essay of this package says why).
 */
@ApplicationScoped
public class Outbox {
    private static final String COLUMNS = "insert into outbox (event_id, topic, key, payload) ";
    private static final String INSERT = COLUMNS + "values ($1, $2, $3, $4)";
    private static final String INSERT_BY_SESSION = COLUMNS + "values (?1, ?2, ?3, ?4)";
    /** The fact, then its record: one statement, so that a use case takes as many statements as it always did. */
    private static final String INSERT_BOTH_BY_SESSION = INSERT_BY_SESSION + ", (?5, ?6, ?7, ?8)";

    private final CloudEvents events;

    Outbox(CloudEvents events) {
        this.events = events;
    }

    /** Appends facts in a raw transaction, in this order, and records those that are {@link Audited}. */
    public Uni<Void> append(SqlConnection transaction, List<? extends Fact> facts) {
        if (facts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rows = facts.stream().flatMap(this::rows).map(Outbox::tuple).toList();
        return transaction.preparedQuery(INSERT).executeBatch(rows).replaceWithVoid();
    }

    /** Appends one fact in a raw transaction, and records it if it is {@link Audited}. */
    public Uni<Void> append(SqlConnection transaction, Fact fact) {
        return append(transaction, List.of(fact));
    }

    /** Appends one fact in the current Panache transaction, after what was changed so far, and records it if it is {@link Audited}. */
    public Uni<Void> append(Fact fact) {
        var rows = rows(fact).toList();
        return Panache.getSession()
                .chain(session ->
                        session.flush().chain(() -> insert(session, rows).executeUpdate()))
                .replaceWithVoid();
    }

    private static Mutiny.Query<Object> insert(Mutiny.Session session, List<Row> rows) {
        Mutiny.Query<Object> insert =
                session.createNativeQuery(rows.size() == 1 ? INSERT_BY_SESSION : INSERT_BOTH_BY_SESSION);
        int parameter = 1;
        for (var row : rows) {
            insert.setParameter(parameter++, row.eventId())
                    .setParameter(parameter++, row.topic())
                    .setParameter(parameter++, row.key())
                    .setParameter(parameter++, row.payload());
        }
        return insert;
    }

    /** One row of the outbox. */
    public record Row(String eventId, String topic, String key, String payload) {}

    /** For a statement that inserts aggregate and fact in one round trip: the row it must insert. Not for an {@link Audited} one, whose record goes beside it. */
    public Row prepare(Fact fact) {
        return prepare(fact, RequestTrace.current());
    }

    /** The same for work that was set off by another request than the one at hand, or by several. */
    public Row prepare(Fact fact, RequestTrace trace) {
        return events.write(fact, trace);
    }

    /** The row of the record for the audit log. */
    public Row prepareRecord(Audited fact) {
        var trace = RequestTrace.current();
        return prepare(AuditRecord.of(fact, trace), trace);
    }

    private Stream<Row> rows(Fact fact) {
        return fact instanceof Audited audited
                ? Stream.of(prepare(fact), prepareRecord(audited))
                : Stream.of(prepare(fact));
    }

    private static Tuple tuple(Row row) {
        return Tuple.of(row.eventId(), row.topic(), row.key(), row.payload());
    }
}
