package dev.tollgate.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.bench.Founding.Organization;
import dev.tollgate.local.demo.Api;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/**
 * What is left of a decision about one organization: rows, mails and facts.
 *
 * @param stack where it was made
 */
record Aftermath(Stack stack, Organization organization) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How many moves the organization has made. */
    int history() throws SQLException {
        return count("select count(*) from onboarding.production_access_history where org_id = '" + organization.orgId()
                + "'");
    }

    /** Waits until onboarding-service has no mail about it any more. */
    void awaitNoMail() {
        awaitMails("onboarding.mail", "position('" + organization.orgId() + "' in content) > 0");
    }

    /** Waits until all of these mails have gone. The lease of a worker that died is over at once: a minute is not waited for. */
    void awaitMails(String table, String which) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> count("with expired as (update " + table + " set due_at = now() where " + which
                                + " and due_at > now() + interval '40 seconds') select count(*) from " + table
                                + " where " + which)
                        == 0);
    }

    int count(String sql) throws SQLException {
        try (var database = stack.postgres().connectAsSuperuser();
                var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** The {@code Message-ID} of each mail of this subject to the owner. */
    List<String> mails(String subject) {
        return inbox().filter(mail -> mail.path("subject").asText().equals(subject))
                .map(mail -> mail.path("messageId").asText())
                .toList();
    }

    /** The {@code Message-ID} of each mail to the owner. */
    List<String> mails() {
        return inbox().map(mail -> mail.path("messageId").asText()).toList();
    }

    private Stream<JsonNode> inbox() {
        return stream(Api.anonymous(stack.mailInbox(), Witness::seeMail)
                .get("/api/messages?to=" + URLEncoder.encode(organization.ownerAddress(), StandardCharsets.UTF_8))
                .expect(200)
                .body()
                .path("data"));
    }

    /** How many facts tell of this decision, a repeat of the same one counted once. */
    long facts(String done, int decision) {
        return Facts.on(stack.kafkaBootstrap(), "onboarding.production_access").stream()
                .map(Aftermath::json)
                .filter(fact -> fact.path("subject").asText().equals(organization.orgId())
                        && fact.path("type").asText().endsWith("." + done + ".v1")
                        && fact.path("data").path("decision").asInt() == decision)
                .map(fact -> fact.path("id").asText())
                .distinct()
                .count();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
