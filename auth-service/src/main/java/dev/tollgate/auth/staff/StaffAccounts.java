package dev.tollgate.auth.staff;

import dev.tollgate.auth.account.EmailAddress;
import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.member.ProvedAddress;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.work.Background;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Platform staff are whom {@code TOLLGATE_STAFF_EMAILS} names at start: who is new on the list gets an account, also if somebody
 * signed an organization up with the address and never proved it; who left it loses it, and with it every session, on the next request. Starting again, or twice at once, changes nothing.
 */
@ApplicationScoped
public class StaffAccounts {
    private static final Logger LOG = Logger.getLogger(StaffAccounts.class);
    private static final Pattern ADDRESS = Pattern.compile(EmailAddress.FORM);
    private static final String REMOVE_OTHERS =
            "update user_account set removed_at = ?2 where org_id is null and removed_at is null and not lower(email) = any(cast(?1 as text[])) returning id";
    private static final String ADD = "insert into user_account (id, email, name, created_at) values (?1, ?2, ?3, ?4)"
            + " on conflict (lower(email)) where removed_at is null do nothing";
    private static final String IN_AN_ORGANIZATION =
            "select count(*) from user_account where org_id is not null and removed_at is null and lower(email) = any(cast(?1 as text[]))";

    private final Sessions sessions;
    private final Background background;
    private final ProvedAddress proved;
    private final Changes changes;
    private final Clock clock;
    private final List<String> addresses;

    StaffAccounts(
            Sessions sessions,
            Background background,
            ProvedAddress proved,
            Changes changes,
            Clock clock,
            @ConfigProperty(name = "tollgate.staff-emails") Optional<List<String>> addresses) {
        this.sessions = sessions;
        this.background = background;
        this.proved = proved;
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
        var now = clock.instant();
        return sessions.acrossTenants(() -> removeOthers(now)
                        .call(() -> add(now))
                        .call(() -> taken().invoke(StaffAccounts::warn))
                        .chain(this::note))
                .chain(number -> number == null ? Uni.createFrom().voidItem() : changes.heard(number));
    }

    /** The ids of who left. */
    private Uni<List<String>> removeOthers(Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE_OTHERS, String.class)
                        .setParameter(1, addresses.toArray(String[]::new))
                        .setParameter(2, now)
                        .getResultList());
    }

    private Uni<Void> add(Instant now) {
        return Multi.createFrom()
                .iterable(addresses)
                .onItem()
                .transformToUniAndConcatenate(address -> proved.take(address, () -> addUnlessTaken(address, now)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Boolean> addUnlessTaken(String address, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, UserAccount.ID.create())
                        .setParameter(2, address)
                        .setParameter(3, nameOf(address))
                        .setParameter(4, now)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    private Uni<Long> taken() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(IN_AN_ORGANIZATION, Long.class)
                        .setParameter(1, addresses.toArray(String[]::new))
                        .getSingleResult());
    }

    /** The item is null where nobody left. */
    private Uni<Long> note(List<String> removed) {
        return removed.isEmpty()
                ? Uni.createFrom().nullItem()
                : changes.note(removed.stream().map(id -> "user:" + id).toArray(String[]::new));
    }

    private static String nameOf(String address) {
        return address.substring(0, address.indexOf('@'));
    }

    private static void warn(long taken) {
        if (taken > 0) {
            LOG.errorf(
                    "%d of TOLLGATE_STAFF_EMAILS belong to a member of an organization who proved it; they are not made staff",
                    taken);
        }
    }
}
