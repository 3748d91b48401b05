package dev.tollgate.platform.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.platform.work.Background;
import dev.tollgate.testkit.FactsOnKafka;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An audited fact and its record are one: both in the transaction, or neither. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class AuditRecordDbTest {
    private static final String LOG = AuditRecord.typeOf("auth").topic();
    private static final Actor SOMEBODY = Actor.user("usr_somebody");

    @Inject
    Transactions transactions;

    @Inject
    Sessions sessions;

    @Inject
    Outbox outbox;

    @Inject
    Background background;

    private final Tenant tenant = new Tenant(TestIds.next("org"), Mode.TEST);
    private final String subject = TestIds.next("thing");

    /** A change of something. */
    record Renamed(String subject, String orgId, Actor by) implements Audited {
        static final FactType TYPE = new FactType("auth", "named_thing", "renamed");

        @Override
        public FactType type() {
            return TYPE;
        }

        @Override
        public @Nullable Mode mode() {
            return Mode.TEST;
        }

        @Override
        public Object data() {
            return Map.of("name", "new");
        }

        @Override
        public Audit audit() {
            return new Audit(by, Map.of("name", "old"), Map.of("name", "new"));
        }
    }

    @Singleton
    static class Declarations {
        @Produces
        @Singleton
        Topic topic() {
            return Topic.of(Renamed.TYPE);
        }

        @Produces
        @Singleton
        Topic audit() {
            return Topic.ofAudit("auth");
        }
    }

    @Test
    void recordIsWrittenBesideTheFactInEitherKindOfTransaction() throws Exception {
        var trace = RequestTrace.of(UUID.randomUUID().toString(), null);
        background.run(
                trace,
                () -> transactions
                        .inTenant(tenant, transaction -> outbox.append(transaction, renamed(SOMEBODY)))
                        .chain(() -> sessions.inTenant(tenant, () -> outbox.append(renamed(SOMEBODY)))));

        try (var facts = FactsOnKafka.of(Renamed.TYPE.topic(), LOG)) {
            assertEquals(2, facts.await(subject, 2).size());
            for (var record : facts.await(tenant.orgId(), 2)) {
                assertEquals("dev.tollgate.auth.audit.recorded.v1", record.type());
                assertEquals("test", record.event().path("mode").asText());
                var data = record.data();
                assertEquals("named_thing.renamed", data.path("action").asText());
                assertEquals("usr_somebody", data.at("/actor/id").asText());
                assertTrue(data.path("ip").isNull(), "no request waits for this");
                assertEquals(trace.requestId(), data.path("requestId").asText());
                assertEquals(subject, data.at("/target/id").asText());
                assertEquals("old", data.at("/before/name").asText());
                assertEquals("new", data.at("/after/name").asText());
            }
        }
    }

    @Test
    void rolledBackChangeLeavesNeither() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () -> background.run(() -> transactions.inTenant(
                        tenant,
                        transaction -> outbox.append(transaction, renamed(SOMEBODY))
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("changed my mind"))))));
        background.run(() -> transactions.inTenant(
                tenant, transaction -> outbox.append(transaction, renamed(Actor.staff("usr_later")))));

        try (var facts = FactsOnKafka.of(Renamed.TYPE.topic(), LOG)) {
            assertEquals(
                    "usr_later",
                    facts.await(tenant.orgId(), 1)
                            .getFirst()
                            .data()
                            .at("/actor/id")
                            .asText());
            assertEquals(1, facts.await(subject, 1).size());
        }
    }

    private Renamed renamed(Actor by) {
        return new Renamed(subject, tenant.orgId(), by);
    }
}
