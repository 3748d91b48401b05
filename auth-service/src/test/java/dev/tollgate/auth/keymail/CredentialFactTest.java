package dev.tollgate.auth.keymail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.principal.Mode;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialFactTest {
    private final ObjectNode data = JsonNodeFactory.instance.objectNode().put("name", "ERP integration");

    @ParameterizedTest
    @CsvSource({
        "api_key.created,     an API key was created",
        "api_key.revoked,     an API key was revoked",
        "agent.created,       an agent was created",
        "agent.token_rotated, an agent has a new token",
        "agent.frozen,        an agent was frozen",
        "agent.unfrozen,      an agent was unfrozen",
    })
    void eachFactHasItsWords(String type, String title) {
        var notice = CredentialFact.notice(fact(type, Mode.LIVE), "");

        assertEquals(title, notice.title());
        assertEquals("ERP integration", notice.name());
        assertEquals("key_1", notice.credential());
        assertEquals("live", notice.mode());
        assertEquals("2026-05-02T14:00:00.000Z", notice.at());
        assertFalse(notice.advice().isEmpty());
    }

    @Test
    void everyFactThatIsListenedToHasWords() {
        assertEquals(6, CredentialFact.types().size());
    }

    @Test
    void keyIsNamedByItsPublicHalf() {
        data.put("keyPrefix", "pk_live_4fJq8ZrT1xWc6BvN0sKd");

        assertEquals(
                "pk_live_4fJq8ZrT1xWc6BvN0sKd",
                CredentialFact.notice(fact("api_key.created", Mode.LIVE), "").credential());
    }

    /** What keys-service publishes, as docs/events shows it. */
    @ParameterizedTest
    @CsvSource({
        "api_key.created,     ERP integration,  pk_live_4fJq8ZrT1xWc6BvN0sKd",
        "api_key.revoked,     ERP integration,  pk_live_4fJq8ZrT1xWc6BvN0sKd",
        "agent.created,       Purchasing agent, agent_live_4fJq8ZrT1xWc6BvN0sKd",
        "agent.token_rotated, Purchasing agent, agent_live_4fJq8ZrT1xWc6BvN0sKd",
        "agent.frozen,        Purchasing agent, agent_live_4fJq8ZrT1xWc6BvN0sKd",
        "agent.unfrozen,      Purchasing agent, agent_live_4fJq8ZrT1xWc6BvN0sKd",
    })
    void publishedExamplesAreUnderstood(String type, String name, String credential) throws Exception {
        var file = Path.of(
                System.getProperty("tollgate.root"), "docs/events/examples/dev.tollgate.keys." + type + ".v1.json");
        var example = (ObjectNode) new ObjectMapper().readTree(file.toFile()).path("data");
        data.setAll(example);

        var notice = CredentialFact.notice(fact(type, Mode.LIVE), "");

        assertEquals(name, notice.name());
        assertEquals(credential, notice.credential());
    }

    @Test
    void nameStaysOnOneLineOfBoundedLength() {
        data.put("name", "a\r\nBcc: everybody\u2028b\u0000" + "c".repeat(1000));

        var name = CredentialFact.notice(fact("api_key.created", Mode.TEST), "").name();

        assertTrue(name.startsWith("a Bcc: everybody b c"), name);
        assertEquals(201, name.length());
    }

    private ReceivedFact fact(String type, Mode mode) {
        return new ReceivedFact(
                "evt_1",
                "dev.tollgate.keys." + type + ".v1",
                "key_1",
                Instant.parse("2026-05-02T14:00:00Z"),
                "org_1",
                mode,
                null,
                data);
    }
}
