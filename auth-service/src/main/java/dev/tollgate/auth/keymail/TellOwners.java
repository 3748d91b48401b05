package dev.tollgate.auth.keymail;

import dev.tollgate.auth.mail.Mailbag;
import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Writes a mail to each owner of the organization, once per fact. */
@ApplicationScoped
class TellOwners implements FactHandler {
    /** SMTP may be away over a weekend. */
    static final Duration WORTH_SENDING = Duration.ofDays(3);

    /** The owners, and who did it if that is a person of the organization. */
    private static final String PEOPLE = "select id, email, name, role = 'owner' as owner from user_account"
            + " where org_id = $1 and removed_at is null and (role = 'owner' or id = $2) order by id";

    private final Mailbag mails;
    private final Clock clock;

    TellOwners(Mailbag mails, Clock clock) {
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public Set<FactType> types() {
        return CredentialFact.types();
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        var actor = fact.data().path("actor");
        var actorId = CredentialFact.text(actor, "id", "");
        return transaction
                .preparedQuery(PEOPLE)
                .execute(Tuple.of(fact.orgId(), actorId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .chain(people ->
                        tell(transaction, fact, people, by(CredentialFact.text(actor, "type", ""), actorId, people)));
    }

    private Uni<Void> tell(SqlConnection transaction, ReceivedFact fact, List<Row> people, String by) {
        var owners = people.stream()
                .filter(person -> person.getBoolean("owner"))
                .map(person -> person.getString("email"))
                .toList();
        var now = clock.instant();
        return mails.put(transaction, owners, CredentialFact.notice(fact, by), now, now.plus(WORTH_SENDING));
    }

    private static String by(String type, String id, List<Row> people) {
        return switch (type) {
            case "user" ->
                people.stream()
                        .filter(person -> person.getString("id").equals(id))
                        .map(person -> person.getString("name") + " <" + person.getString("email") + '>')
                        .findFirst()
                        .orElse(id);
            case "staff" -> "the staff of Tollgate";
            case "api_key" -> "the API key " + id;
            case "agent" -> "the agent " + id;
            default -> id;
        };
    }
}
