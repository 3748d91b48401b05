package dev.tollgate.auth.audit.verify;

import dev.tollgate.auth.audit.ChainHead;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Recomputes chains out of the database, and says which don't fit: the command {@code audit-verify}. */
public final class VerifyAuditLog {
    /** Every chain fits. */
    public static final int INTACT = 0;

    /** One does not. */
    public static final int TAMPERED = 1;

    /** Nothing was found out. */
    public static final int FAILED = 2;

    private static final int ROWS_AT_A_TIME = 1_000;

    /** A chain without entries, and entries without a chain, are rows too. */
    private static final String CHAINS = """
            select coalesce(c.org_id, e.org_id) as chain, c.sequence as head_sequence, c.hash as head_hash,
                   e.sequence, e.content, e.hash
            from audit_chain c full join audit_entry e on e.org_id = c.org_id
            where ?::text is null or coalesce(c.org_id, e.org_id) = ?
            order by coalesce(c.org_id, e.org_id) collate "C", e.sequence""";

    private final Map<String, String> environment;
    private final PrintStream out;
    private long chains;
    private long entries;
    private long broken;
    private @Nullable String at;
    private @Nullable ChainCheck check;
    private ChainHead head = ChainHead.START;

    private VerifyAuditLog(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    /**
     * Checks what {@code arguments} ask for, in the database that {@code environment} names (docs/reference/service-interfaces.md), and tells {@code
     * out} of each chain.
     *
     * @return {@link #INTACT}, {@link #TAMPERED} or {@link #FAILED}
     */
    public static int run(List<String> arguments, Map<String, String> environment, PrintStream out) {
        var wish = Wish.of(arguments);
        if (wish.isEmpty()) {
            out.println("audit-verify [<organization> [<sequence>:<hash>]]");
            return FAILED;
        }
        var verification = new VerifyAuditLog(environment, out);
        try (var database = verification.connect()) {
            return verification.verify(database, wish.get());
        } catch (SQLException unreadable) {
            out.println("The database can't be read: " + unreadable.getMessage());
            return FAILED;
        }
    }

    /** As the role of the running service, which may read the log and add to it. */
    private Connection connect() throws SQLException {
        var login = new Properties();
        login.setProperty("user", "auth_app");
        login.setProperty("password", setting("TOLLGATE_DB_APP_PASSWORD", ""));
        login.setProperty("options", "-c search_path=auth -c tollgate.tenant=*");
        login.setProperty("readOnly", "true");
        var url = "jdbc:postgresql://" + setting("TOLLGATE_DB_HOST", "127.0.0.1") + ':'
                + setting("TOLLGATE_DB_PORT", "15432") + '/' + setting("TOLLGATE_DB_NAME", "tollgate");
        loadDriver();
        return DriverManager.getConnection(url, login);
    }

    /** The service's jar hides its libraries from who looks for drivers by itself. */
    private static void loadDriver() throws SQLException {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException notPackaged) {
            throw new SQLException(notPackaged);
        }
    }

    private String setting(String name, String otherwise) {
        return environment.getOrDefault(name, otherwise);
    }

    /** One snapshot, read bit by bit: logs grow. */
    private int verify(Connection database, Wish wish) throws SQLException {
        database.setAutoCommit(false);
        database.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = database.prepareStatement(CHAINS)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setString(1, wish.orgId());
            statement.setString(2, wish.orgId());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    take(rows, wish.kept());
                }
            }
        }
        end();
        return conclude(wish);
    }

    private void take(ResultSet row, @Nullable ChainHead kept) throws SQLException {
        var chain = row.getString("chain");
        if (!chain.equals(at)) {
            end();
            at = chain;
            check = new ChainCheck(chain, kept);
            head = row.getString("head_hash") == null
                    ? ChainHead.START
                    : new ChainHead(row.getLong("head_sequence"), row.getString("head_hash"));
        }
        if (check != null && row.getString("content") != null) {
            entries++;
            check.entry(row.getLong("sequence"), row.getString("content"), row.getString("hash"));
        }
    }

    private void end() {
        if (check == null) {
            return;
        }
        chains++;
        var finding = check.end(head);
        if (finding.isPresent()) {
            broken++;
        }
        out.println(at + ": " + finding.map(what -> "NOT INTACT: " + what).orElse("intact, head " + text(head)));
    }

    private int conclude(Wish wish) {
        if (chains == 0 && wish.kept() != null) {
            broken++;
            out.println(wish.orgId() + ": NOT INTACT: there is no entry, and the head that was kept is of entry "
                    + wish.kept().sequence());
        }
        out.println(chains
                + (chains == 1 ? " chain, " : " chains, ")
                + entries
                + (entries == 1 ? " entry: " : " entries: ")
                + (broken == 0 ? "all intact." : broken + " NOT INTACT."));
        return broken == 0 ? INTACT : TAMPERED;
    }

    private static String text(ChainHead head) {
        return head.sequence() + ":" + head.hash();
    }
}
