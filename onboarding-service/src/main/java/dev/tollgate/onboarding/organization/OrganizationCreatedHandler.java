package dev.tollgate.onboarding.organization;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.platform.event.FactHandler;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.event.ReceivedFact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Set;

/** Remembers who signed up. Repeatable: the same fact leaves the same row. */
@ApplicationScoped
class OrganizationCreatedHandler implements FactHandler {
    static final FactType CREATED = new FactType("auth", "organization", "created");

    private static final String UPSERT = """
            insert into organization (org_id, name, owner_user_id, owner_email, owner_name, created_at)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (org_id) do update set
                name = excluded.name, owner_user_id = excluded.owner_user_id,
                owner_email = excluded.owner_email, owner_name = excluded.owner_name""";

    @Override
    public Set<FactType> types() {
        return Set.of(CREATED);
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, ReceivedFact fact) {
        var data = fact.data();
        return transaction
                .preparedQuery(UPSERT)
                .execute(Tuple.of(
                        text(data, "organizationId"),
                        text(data, "name"),
                        text(data, "ownerUserId"),
                        text(data, "ownerEmail"),
                        text(data, "ownerName"),
                        fact.time().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }

    private static String text(JsonNode data, String field) {
        if (!data.path(field).isTextual()) {
            throw new IllegalArgumentException("organization.created without " + field);
        }
        return data.path(field).textValue();
    }
}
