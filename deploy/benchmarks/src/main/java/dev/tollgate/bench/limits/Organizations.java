package dev.tollgate.bench.limits;

import dev.tollgate.bench.InternalToken;
import dev.tollgate.local.infra.PostgresServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Organizations that limits-service has never heard of, with tokens of theirs. */
final class Organizations {

    /** More than any run can use up, and still a ceiling that is checked. */
    private static final long ROOMY_CENTS = 100_000_000_000L;

    private static final String OVER = """
            select count(*) from limits.usage_window w left join limits.ledger l using (org_id)
            where not coalesce(l.disabled, false) and w.reserved_cents + w.committed_cents >
                case w.period when 'day' then coalesce(l.daily_cents, 50000) else coalesce(l.monthly_cents, 200000) end""";

    private final PostgresServer postgres;
    private final Path signingKey;

    Organizations(PostgresServer postgres, Path signingKey) {
        this.postgres = postgres;
        this.signingKey = signingKey;
    }

    /** The tokens of as many new ones, with ceilings that nothing reaches. */
    List<String> roomy(int count) throws SQLException {
        var ids = IntStream.range(0, count).mapToObj(i -> Ids.next("org")).toList();
        try (var connection = postgres.connectAsSuperuser();
                var insert = connection.prepareStatement(
                        "insert into limits.ledger (org_id, daily_cents, monthly_cents) values (?, ?, ?)")) {
            for (var id : ids) {
                insert.setString(1, id);
                insert.setLong(2, ROOMY_CENTS);
                insert.setLong(3, ROOMY_CENTS);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return ids.stream().map(id -> InternalToken.ofLiveKey(signingKey, id)).toList();
    }

    /** The token of one with the default ceilings. */
    String ordinary() {
        return InternalToken.ofLiveKey(signingKey, Ids.next("org"));
    }

    /** How many windows of all are over their ceiling. */
    long over() throws SQLException {
        try (var connection = postgres.connectAsSuperuser();
                var statement = connection.createStatement();
                var result = statement.executeQuery(OVER)) {
            result.next();
            return result.getLong(1);
        }
    }
}
