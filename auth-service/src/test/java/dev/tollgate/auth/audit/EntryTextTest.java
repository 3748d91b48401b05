package dev.tollgate.auth.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.principal.Mode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The documented form, written out: whoever recomputes a chain must come to these bytes. */
class EntryTextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void entryIsWrittenAsRfc8785Says() throws Exception {
        var text = EntryText.of(record("""
                        {"action":"api_key.revoked","actor":{"type":"user","id":"usr_1"},"ip":"203.0.113.7","requestId":"r",
                         "target":{"type":"api_key","id":"key_1"},"before":{"name":"\\u00e9\\u0001\\"/","n":10,"a":[true,null]},"after":null,
                         "unknown":"is not taken over"}"""), ChainHead.START);

        assertEquals(
                "{\"action\":\"api_key.revoked\",\"actor\":{\"id\":\"usr_1\",\"type\":\"user\"},\"after\":null,"
                        + "\"before\":{\"a\":[true,null],\"n\":10,\"name\":\"é\\u0001\\\"/\"},\"id\":\"evt_1\",\"ip\":\"203.0.113.7\","
                        + "\"mode\":\"test\",\"occurredAt\":\"2026-05-02T14:00:00.120Z\",\"orgId\":\"org_1\",\"previousHash\":\""
                        + "0".repeat(64)
                        + "\",\"requestId\":\"r\",\"sequence\":1,\"target\":{\"id\":\"key_1\",\"type\":\"api_key\"}}",
                text);
        assertEquals("2338e48d7ba8b6924f67b2bff45b7cca", EntryText.hash(text).substring(0, 32));
    }

    @Test
    void whatItDoesNotSayIsNull() throws Exception {
        var entry = JSON.readTree(EntryText.of(record("{}"), new ChainHead(41, "ab")));

        assertEquals(42, entry.path("sequence").asLong());
        assertEquals("ab", entry.path("previousHash").asText());
        for (var field : new String[] {"action", "actor", "ip", "requestId", "target", "before", "after"}) {
            assertTrue(entry.path(field).isNull(), field);
        }
    }

    private static ReceivedFact record(String data) throws Exception {
        return new ReceivedFact(
                "evt_1",
                "dev.tollgate.keys.audit.recorded.v1",
                "org_1",
                Instant.parse("2026-05-02T14:00:00.120Z"),
                "org_1",
                Mode.TEST,
                null,
                JSON.readTree(data));
    }
}
