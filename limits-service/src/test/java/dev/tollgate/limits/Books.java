package dev.tollgate.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.testkit.Infra;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One organization's rows as they are in the database, seen by nobody's rules. */
public record Books(String orgId) {
    /** Sums of a window, from the rows that say what was reserved. */
    private static final String RECOMPUTED = """
            select 'day ' || day, coalesce(sum(usd_cents) filter (where state = 'reserved'), 0),
                   coalesce(sum(usd_cents) filter (where state = 'committed'), 0)
            from limits.reservation where org_id = '%1$s' and state <> 'denied' group by 1
            union all
            select 'month ' || date_trunc('month', day)::date, coalesce(sum(usd_cents) filter (where state = 'reserved'), 0),
                   coalesce(sum(usd_cents) filter (where state = 'committed'), 0)
            from limits.reservation where org_id = '%1$s' and state <> 'denied' group by 1
            order by 1
            """;

    private static final String KEPT = """
            select w.period || ' ' || w.starts_on, w.reserved_cents, w.committed_cents
            from limits.usage_window w
            where w.org_id = '%1$s' and exists (
                select from limits.reservation r
                where r.org_id = w.org_id and r.mode = w.mode and r.state <> 'denied'
                  and w.starts_on = case w.period when 'day' then r.day else date_trunc('month', r.day)::date end)
            order by 1
            """;

    /** Every window holds exactly what its reservations add up to, to the cent. */
    public void assertReconciled() {
        assertEquals(rows(RECOMPUTED), rows(KEPT));
    }

    /** From now on every version of every window is kept, for {@link #highest}. */
    public static void writeDownEveryWindow() {
        new Books("").run("""
                create table if not exists limits.window_history (org_id text, agent_id text, period text, used bigint);
                alter table limits.window_history owner to limits_owner;
                create or replace function limits.write_down() returns trigger language plpgsql security definer as $$
                begin
                    insert into limits.window_history values (new.org_id, coalesce(to_jsonb(new) ->> 'agent_id', ''),
                        new.period, new.reserved_cents + new.committed_cents);
                    return null;
                end $$;
                create or replace trigger write_down after insert or update on limits.usage_window
                    for each row execute function limits.write_down();
                create or replace trigger write_down after insert or update on limits.agent_window
                    for each row execute function limits.write_down()""");
    }

    /** The most that ever stood against a window of this period, of an agent or, empty, of the whole organization. */
    public long highest(String period, String agentId) {
        return Long.parseLong(
                rows("select coalesce(max(used), 0) from limits.window_history where org_id = '%s' and period = '"
                                + period + "' and agent_id = '" + agentId + "'")
                        .getFirst());
    }

    /** How many references have an answer. */
    public long decisions() {
        return Long.parseLong(rows("select count(*) from limits.reservation where org_id = '%s'")
                .getFirst());
    }

    /** Makes the question to the owner of a reservation due. */
    public void dueNow(String reference) {
        run("update limits.reservation set ask_at = now() - interval '1 day' where org_id = '%s' and reference = '"
                + reference + "'");
    }

    /** When the owner is to be asked, or {@code null}. */
    public String askAt(String reference) {
        return rows("select ask_at from limits.reservation where org_id = '%s' and reference = '" + reference + "'")
                .getFirst();
    }

    /** In how many hours of the one clock the owner is to be asked. */
    public long hoursUntilAsked(String reference) {
        return Long.parseLong(
                rows("select round(extract(epoch from ask_at - limits.ledger_time()) / 3600)::bigint from limits.reservation"
                                + " where org_id = '%s' and reference = '" + reference + "'")
                        .getFirst());
    }

    /** Whether there is a ledger of it, so that anything was decided or set. */
    public boolean isOpen() {
        return !rows("select 1 from limits.ledger where org_id = '%s'").isEmpty();
    }

    /** Adds cents to what is kept as reserved in the windows of a period, which nothing in the application would do. */
    public void spoil(String table, String period, long cents) {
        run("update limits." + table + " set reserved_cents = reserved_cents + " + cents
                + " where org_id = '%s' and period = '" + period + "'");
    }

    /** Makes a comparison due. */
    public static void reconciliationDue(String kind) {
        new Books("")
                .run("update limits.reconciliation set due_at = now() - interval '1 day' where kind = '" + kind + "'");
    }

    /** What the last comparison of this kind wrote down. */
    public static long reconciliation(String kind, String column) {
        return Long.parseLong(new Books("")
                .rows("select coalesce(" + column + ", 0) from limits.reconciliation where kind = '" + kind + "'")
                .getFirst());
    }

    /** Source, decision and per-transaction ceiling of each change of ceilings, oldest first. */
    public List<String> ceilingChanges() {
        return rows(
                "select source, decision, after_per_tx_cents from limits.ceiling_change where org_id = '%s' order by id");
    }

    /** {@code reserved/committed} in cents of an agent's windows of that day and its month. */
    public String agent(String agentId, String day) {
        return rows("select reserved_cents || '/' || committed_cents from limits.agent_window where org_id = '%s' and agent_id = '"
                        + agentId + "' and starts_on in ('" + day + "', date_trunc('month', date '" + day
                        + "')::date) order by period, starts_on")
                .toString();
    }

    /** {@code reserved/committed} in cents of the day window that starts then. */
    public String day(String startsOn) {
        return window("day", startsOn);
    }

    /** {@code reserved/committed} in cents of the month window that starts then. */
    public String month(String startsOn) {
        return window("month", startsOn);
    }

    /** How many decisions are in this state. */
    public long count(String state) {
        return Long.parseLong(
                rows("select count(*) from limits.reservation where org_id = '%s' and state = '" + state + "'")
                        .getFirst());
    }

    /** How many references were released before anybody reserved for them. */
    public long withdrawn() {
        return Long.parseLong(rows("select count(*) from limits.released_reference where org_id = '%s'")
                .getFirst());
    }

    /** How many denials are kept. */
    public long denials() {
        return Long.parseLong(
                rows("select count(*) from limits.denial where org_id = '%s'").getFirst());
    }

    /** Who did it, what, why: the denials in their order. */
    public List<String> denialReasons() {
        return rows("select r.actor, r.path, d.limit_type from limits.denial d join limits.reservation r"
                + " on r.id = d.reservation_id where d.org_id = '%s' order by r.created_at, r.id");
    }

    /** The id under which the denial of a reference is kept. */
    public String denialId(String reference) {
        return rows("select id from limits.reservation where org_id = '%s' and state = 'denied' and reference = '"
                        + reference + "'")
                .getFirst();
    }

    /** Puts sums into a window that nothing was counted in yet. */
    public void usage(String period, String startsOn, long reservedCents, long committedCents) {
        run("insert into limits.usage_window values ('%s', 'live', '" + period + "', '" + startsOn + "', "
                + reservedCents + ", " + committedCents + ")");
    }

    /** Does what staff will do: null stands for the default. */
    public void override(
            @Nullable Long perTxCents, @Nullable Long dailyCents, @Nullable Long monthlyCents, boolean disabled) {
        run(
                "insert into limits.ledger (org_id, per_tx_cents, daily_cents, monthly_cents, disabled) values ('%s', "
                        + perTxCents + ", " + dailyCents + ", "
                        + monthlyCents
                        + ", " + disabled + ") on conflict (org_id) do update set per_tx_cents = excluded.per_tx_cents,"
                        + " daily_cents = excluded.daily_cents, monthly_cents = excluded.monthly_cents, disabled = excluded.disabled");
    }

    /** Holds the lock of the ledger, as a replica that hangs would, until it is closed. */
    public Connection holdLedger() throws SQLException {
        var database = Infra.postgres().asSuperuser();
        database.setAutoCommit(false);
        try (var statement = database.createStatement()) {
            statement.execute("select from limits.ledger where org_id = '" + orgId + "' for update");
        }
        return database;
    }

    private String window(String period, String startsOn) {
        var rows = rows("select reserved_cents || '/' || committed_cents from limits.usage_window where org_id = '%s'"
                + " and mode = 'live' and period = '" + period + "' and starts_on = '" + startsOn + "'");
        return rows.isEmpty() ? "none" : rows.getFirst();
    }

    private List<String> rows(String query) {
        try (var database = Infra.postgres().asSuperuser();
                var statement = database.createStatement();
                var result = statement.executeQuery(query.formatted(orgId))) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                var row = new StringBuilder(String.valueOf(result.getString(1)));
                for (int column = 2; column <= result.getMetaData().getColumnCount(); column++) {
                    row.append(' ').append(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }

    private void run(String statement) {
        try (var database = Infra.postgres().asSuperuser();
                var prepared = database.createStatement()) {
            prepared.executeUpdate(statement.formatted(orgId));
        } catch (SQLException refused) {
            throw new AssertionError(refused);
        }
    }
}
