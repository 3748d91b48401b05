package dev.tollgate.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private static final ObjectMapper JSON =
            StrictJson.configure(new ObjectMapper().registerModule(new JavaTimeModule()));

    record Body(String amount, Boolean flag, Integer count, BigDecimal volume) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\": 12.5}",
                "{\"amount\": 12}",
                "{\"amount\": true}",
                "{\"amount\": \"a\\u0000\"}",
                "{\"flag\": \"true\"}",
                "{\"flag\": 1}",
                "{\"count\": \"1\"}",
                "{\"count\": 1.5}",
                "{\"count\": \"\"}",
                "{\"volume\": \"5000\"}",
                "{\"amount\": \"1\", \"amount\": \"2\"}",
                "{} {}",
            })
    void oneTypeIsNeverTakenForAnother(String body) {
        assertThrows(JsonProcessingException.class, () -> JSON.readValue(body, Body.class));
    }

    @Test
    void unknownFieldsAreIgnored() throws JsonProcessingException {
        assertEquals(
                "1",
                JSON.readValue("{\"amount\": \"1\", \"other\": 2}", Body.class).amount());
    }

    @Test
    void timestampsAreUtcWithMilliseconds() throws JsonProcessingException {
        assertEquals("\"2026-05-02T14:00:00.000Z\"", JSON.writeValueAsString(Instant.parse("2026-05-02T14:00:00Z")));
    }

    @Test
    void aLocalTimeIsNoTimestamp() {
        assertThrows(JsonProcessingException.class, () -> JSON.readValue("\"2026-05-02T14:00:00\"", Instant.class));
    }
}
