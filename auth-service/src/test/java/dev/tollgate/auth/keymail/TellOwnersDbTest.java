package dev.tollgate.auth.keymail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.auth.AuthApi;
import dev.tollgate.auth.NeighboursResource;
import dev.tollgate.auth.Rows;
import dev.tollgate.testkit.Infra;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.Mailbox;
import dev.tollgate.testkit.SettableClock;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Facts of keys-service, over the real Kafka, to mails, over real SMTP. One partition, so what comes last was handled last. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class TellOwnersDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ADD = "insert into user_account (id, org_id, role, email, name, created_at, removed_at)"
            + " select ?, org_id, ?, ?, 'Grace Hopper', now(), nullif(?, 'infinity')::timestamptz from user_account where email = ?";
    private static final String WAITING =
            "select count(*) from mail where kind = 'credential_notice' and recipient = ?";

    private final String owner = AuthApi.newAddress();
    private String org = "";
    private String ownerId = "";

    @Inject
    SettableClock clock;

    @BeforeEach
    void keysHasItsTopicsAndThereIsAnOrganization() throws Exception {
        for (var topic : List.of("tollgate.keys.api_key.v1", "tollgate.keys.agent.v1")) {
            try (var admin = Admin.create(Map.of("bootstrap.servers", Infra.kafkaBootstrap()))) {
                admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            } catch (ExecutionException there) {
                if (!(there.getCause() instanceof TopicExistsException)) {
                    throw there;
                }
            }
        }
        Mailbox.up();
        AuthApi.signUp(owner).then().statusCode(201);
        Mailbox.token(owner);
        org = value("select org_id from user_account where email = ?");
        ownerId = value("select id from user_account where email = ?");
    }

    @AfterEach
    void asBefore() {
        clock.letRun();
        Mailbox.up();
    }

    @Test
    void everyOwnerIsToldOnceAndNobodyElse() throws Exception {
        var second = person("owner", "infinity");
        var admin = person("admin", "infinity");
        var former = person("owner", "2026-01-01T00:00:00Z");
        var fact = key("created", "ERP integration");

        publish(fact);
        publish(fact);

        var mail = notice(owner, 1);
        notice(second, 1);
        publish(key("revoked", "ERP integration"));
        assertEquals("Tollgate: an API key was revoked", notice(owner, 2).getSubject());
        notice(second, 2);
        assertEquals(2, notices(owner).size());
        assertEquals(2, notices(second).size());
        assertEquals(0, notices(admin).size() + notices(former).size());
        assertEquals("Tollgate: an API key was created", mail.getSubject());
        var text = Mailbox.text(mail);
        assertTrue(text.contains("text/plain") && text.contains("text/html"), text);
        for (var shown : List.of(
                "ERP integration",
                "pk_live_4fJq8ZrT1xWc6BvN0sKd",
                "live",
                "Ada Lovelace",
                "2026-05-02T14:00:00.000Z")) {
            assertTrue(text.contains(shown), shown + " in " + text);
        }
    }

    @Test
    void whatPeopleTypedIsEscaped() throws Exception {
        var name = "<script>alert(1)</script>{cdi:nothing}&\"'";

        publish(key("created", name));

        var text = Mailbox.text(notice(owner, 1));
        var html = text.substring(text.indexOf("text/html"));
        assertFalse(html.contains("<script"), html);
        assertTrue(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;{cdi:nothing}&amp;"), html);
        assertTrue(text.substring(0, text.indexOf("text/html")).contains(name), text);
    }

    @Test
    void agentsAreToldOfToo() throws Exception {
        for (var what : List.of("created", "token_rotated", "frozen", "unfrozen")) {
            publish(agent(what));
        }

        notice(owner, 4);
        assertEquals(
                List.of(
                        "Tollgate: an agent has a new token",
                        "Tollgate: an agent was created",
                        "Tollgate: an agent was frozen",
                        "Tollgate: an agent was unfrozen"),
                notices(owner).stream().map(TellOwnersDbTest::subject).sorted().toList());
    }

    @Test
    void factWithoutAnActorOrOfAnUnknownOrganizationHoldsNothingUp() throws Exception {
        var nobodys = key("created", "Theirs");
        nobodys.put("orgid", TestIds.next("org"));
        var anonymous = key("created", "Ours");
        anonymous.getJsonObject("data").remove("actor");

        publish(nobodys);
        publish(anonymous);

        var text = Mailbox.text(notice(owner, 1));
        assertTrue(text.contains("Ours") && !text.contains("By:"), text);
    }

    @Test
    void mailWaitsForDaysUntilSmtpIsBack() throws Exception {
        Mailbox.down();
        publish(key("created", "ERP integration"));
        await().atMost(PATIENCE).until(() -> "1".equals(Rows.value(WAITING, owner)));
        clock.advance(Duration.ofDays(2));
        Mailbox.up();

        notice(owner, 1);
        await().atMost(PATIENCE).until(() -> "0".equals(Rows.value(WAITING, owner)));
    }

    private static List<MimeMessage> notices(String address) {
        return Mailbox.messages(address).stream()
                .filter(mail -> subject(mail).startsWith("Tollgate: "))
                .toList();
    }

    private static MimeMessage notice(String address, int nth) {
        await().atMost(PATIENCE).until(() -> notices(address).size() >= nth);
        return notices(address).get(nth - 1);
    }

    private static String subject(MimeMessage mail) {
        try {
            return String.valueOf(mail.getSubject());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private String value(String sql) {
        var value = Rows.value(sql, owner);
        assertNotNull(value);
        return value;
    }

    private String person(String role, String removedAt) {
        var address = AuthApi.newAddress();
        Rows.value(ADD, TestIds.next("usr"), role, address, removedAt, owner);
        return address;
    }

    private JsonObject key(String what, String name) {
        var id = TestIds.next("key");
        return event("api_key", what, id)
                .put(
                        "data",
                        data(id, name)
                                .put("keyPrefix", "pk_live_4fJq8ZrT1xWc6BvN0sKd")
                                .put("testMode", false));
    }

    private JsonObject agent(String what) {
        var id = TestIds.next("agt");
        return event("agent", what, id).put("data", data(id, "Buyer bot"));
    }

    private JsonObject data(String id, String name) {
        return new JsonObject()
                .put("id", id)
                .put("orgId", org)
                .put("name", name)
                .put("actor", new JsonObject().put("type", "user").put("id", ownerId));
    }

    private JsonObject event(String aggregate, String what, String subject) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", TestIds.next("evt"))
                .put("source", "/keys-service")
                .put("type", "dev.tollgate.keys." + aggregate + '.' + what + ".v1")
                .put("subject", subject)
                .put("time", "2026-05-02T14:00:00.000Z")
                .put("datacontenttype", "application/json")
                .put("orgid", org)
                .put("mode", "live");
    }

    private static void publish(JsonObject event) throws Exception {

        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", Infra.kafkaBootstrap()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                            event.getString("type").contains(".agent.")
                                    ? "tollgate.keys.agent.v1"
                                    : "tollgate.keys.api_key.v1",
                            0,
                            event.getString("subject"),
                            event.encode()))
                    .get(30, TimeUnit.SECONDS);
        }
    }
}
