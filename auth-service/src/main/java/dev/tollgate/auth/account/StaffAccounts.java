package dev.tollgate.auth.account;

import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.work.Background;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Platform staff are whom {@code TOLLGATE_STAFF_EMAILS} names at start: who is new on the list gets an account, who left it loses it, and
 * with it every session, on the next request. Starting again, or twice at once, changes nothing.
 */
@ApplicationScoped
public class StaffAccounts {
    private static final Logger LOG = Logger.getLogger(StaffAccounts.class);
    private static final Pattern ADDRESS = Pattern.compile(EmailAddress.FORM);
    private static final String REMOVE_OTHERS =
            "update user_account set removed_at = $2 where org_id is null and removed_at is null and not lower(email) = any($1) returning id";
    private static final String ADD = "insert into user_account (id, email, name, created_at) values ($1, $2, $3, $4)"
            + " on conflict (lower(email)) where removed_at is null do nothing";
    private static final String IN_AN_ORGANIZATION =
            "select count(*) from user_account where org_id is not null and removed_at is null and lower(email) = any($1)";

    private final Transactions transactions;
    private final Background background;
    private final Changes changes;
    private final Clock clock;
    private final List<String> addresses;

    StaffAccounts(
            Transactions transactions,
            Background background,
            Changes changes,
            Clock clock,
            @ConfigProperty(name = "tollgate.staff-emails") Optional<List<String>> addresses) {
        this.transactions = transactions;
        this.background = background;
        this.changes = changes;
        this.clock = clock;
        this.addresses = addresses.orElse(List.of()).stream()
                .map(String::trim)
                .map(EmailAddress::key)
                .toList();
    }

    void start(@Observes StartupEvent event) throws Exception {
        if (!addresses.stream().allMatch(address -> ADDRESS.matcher(address).matches())) {
            throw new IllegalStateException("TOLLGATE_STAFF_EMAILS must be email addresses, separated by commas");
        }
        background.run(this::seed);
    }

    /** Makes the accounts what the list says; completes when no gateway lets anybody in who left it. */
    Uni<Void> seed() {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var all = addresses.toArray(String[]::new);
        return transactions
                .acrossTenants(transaction -> transaction
                        .preparedQuery(REMOVE_OTHERS)
                        .execute(Tuple.of(all, now))
                        .call(() -> add(transaction, now))
                        .call(() -> transaction
                                .preparedQuery(IN_AN_ORGANIZATION)
                                .execute(Tuple.of(all))
                                .invoke(rows -> warn(rows.iterator().next().getLong(0))))
                        .chain(removed -> note(transaction, removed)))
                .chain(number -> number == null ? Uni.createFrom().voidItem() : changes.heard(number));
    }

    /** The item is null where nobody left. */
    private Uni<Long> note(SqlConnection transaction, RowSet<Row> removed) {
        var subjects = StreamSupport.stream(removed.spliterator(), false)
                .map(row -> "user:" + row.getString("id"))
                .toArray(String[]::new);
        return subjects.length == 0 ? Uni.createFrom().nullItem() : changes.note(transaction, subjects);
    }

    private Uni<Void> add(SqlConnection transaction, OffsetDateTime now) {
        return Multi.createFrom()
                .iterable(addresses)
                .onItem()
                .transformToUniAndConcatenate(address -> transaction
                        .preparedQuery(ADD)
                        .execute(Tuple.of(UserAccount.ID.create(), address, nameOf(address), now)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static String nameOf(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    private static void warn(long taken) {
        if (taken > 0) {
            LOG.errorf(
                    "%d of TOLLGATE_STAFF_EMAILS belong to a member of an organization; they are not made staff",
                    taken);
        }
    }
}
