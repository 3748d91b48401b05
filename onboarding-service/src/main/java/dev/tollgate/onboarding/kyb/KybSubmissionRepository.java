package dev.tollgate.onboarding.kyb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.page.QueueCursor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

/** The rows of {@code kyb_submission}. The latest of a tenant counts. */
@ApplicationScoped
class KybSubmissionRepository {
    private static final String INSERT = """
            insert into kyb_submission (org_id, mode, status, legal_name, tax_id, country, address, beneficial_owners, submitted_by, submitted_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";

    private static final String REPLACED = "select forget_test_applications($1)";

    private static final String LATEST =
            "select * from kyb_submission where org_id = $1 and mode = $2 order by number desc limit 1";

    private static final String DECIDE = """
            update kyb_submission set status = $3, reviewed_by = $4, reviewed_at = $5, review_notes = $6
            where org_id = $1 and mode = $2 and number = $7 and status = 'pending'""";

    private static final String QUEUE = """
            select s.* from kyb_queue($1, $2, $3, $4) q join kyb_submission s on s.number = q.number
            order by s.submitted_at, s.org_id""";

    private final ObjectMapper json;

    KybSubmissionRepository(ObjectMapper json) {
        this.json = json;
    }

    /** Live ones are kept, every one of them; in test the last one is all there is. */
    Uni<Void> insert(SqlConnection transaction, KybSubmission submission) {
        return submission.tenant().mode() == Mode.LIVE
                ? add(transaction, submission)
                : transaction
                        .preparedQuery(REPLACED)
                        .execute(Tuple.of(submission.tenant().orgId()))
                        .chain(() -> add(transaction, submission));
    }

    private Uni<Void> add(SqlConnection transaction, KybSubmission submission) {
        var said = submission.application();
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addString(submission.tenant().orgId())
                        .addString(submission.tenant().mode().wire())
                        .addString(submission.status().wire())
                        .addString(said.legalName())
                        .addString(said.taxId())
                        .addString(said.country())
                        .addValue(new JsonObject(text(said.address())))
                        .addValue(new JsonArray(text(said.beneficialOwners())))
                        .addString(submission.submittedBy())
                        .addValue(utc(submission.submittedAt())))
                .replaceWithVoid();
    }

    Uni<Optional<KybSubmission>> latest(SqlConnection transaction, Tenant tenant) {
        return one(transaction, tenant, LATEST);
    }

    /** The same, held until the transaction ends. */
    Uni<Optional<KybSubmission>> lockLatest(SqlConnection transaction, Tenant tenant) {
        return one(transaction, tenant, LATEST + " for update");
    }

    /** Writes the decision about a submission that was pending. */
    Uni<Void> decide(SqlConnection transaction, KybSubmission decided, KybSubmission.Review review) {
        return transaction
                .preparedQuery(DECIDE)
                .execute(Tuple.tuple()
                        .addString(decided.tenant().orgId())
                        .addString(decided.tenant().mode().wire())
                        .addString(decided.status().wire())
                        .addString(review.reviewedBy())
                        .addValue(utc(review.reviewedAt()))
                        .addString(review.notes())
                        .addLong(decided.number()))
                .replaceWithVoid();
    }

    private Uni<Optional<KybSubmission>> one(SqlConnection transaction, Tenant tenant, String query) {
        return transaction
                .preparedQuery(query)
                .execute(Tuple.of(tenant.orgId(), tenant.mode().wire()))
                .map(rows -> first(rows).map(this::submission));
    }

    /**
     * Of all organizations' latest live ones those in one state, in the order in which they came, after one; one more than {@code limit}, if there are more. For
     * staff, in a transaction that sees them all.
     */
    Uni<List<KybSubmission>> queue(SqlConnection transaction, KybStatus status, QueueCursor after, int limit) {
        return transaction
                .preparedQuery(QUEUE)
                .execute(Tuple.of(status.wire(), utc(after.at()), after.id(), limit + 1))
                .map(rows -> rows.stream().map(this::submission).toList());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        var found = rows.iterator();
        return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
    }

    private KybSubmission submission(Row row) {
        var application = new KybApplication(
                row.getString("legal_name"),
                row.getString("tax_id"),
                row.getString("country"),
                read(row.getJsonObject("address").encode(), KybApplication.Address.class),
                List.of(read(row.getJsonArray("beneficial_owners").encode(), KybApplication.BeneficialOwner[].class)));
        return new KybSubmission(
                row.getLong("number"),
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                application,
                KybStatus.parse(row.getString("status")),
                row.getString("submitted_by"),
                row.getOffsetDateTime("submitted_at").toInstant(),
                review(row));
    }

    private static KybSubmission.@Nullable Review review(Row row) {
        var reviewedAt = row.getOffsetDateTime("reviewed_at");
        return reviewedAt == null
                ? null
                : new KybSubmission.Review(
                        row.getString("reviewed_by"), reviewedAt.toInstant(), row.getString("review_notes"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an application of ours does not serialize", impossible);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored application does not read", impossible);
        }
    }
}
