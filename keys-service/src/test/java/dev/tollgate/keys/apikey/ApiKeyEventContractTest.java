package dev.tollgate.keys.apikey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.keys.OnboardingServer;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The facts about keys, against their golden files and schemas in docs/events. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class ApiKeyEventContractTest {
    private static final Instant CREATED_AT = Instant.parse("2026-05-02T14:00:00.000Z");
    private static final ApiKeyView KEY = new ApiKeyView(
            "key_01kay4d0y5e1rrv4x8p0m6c2tz",
            "org_01kay4czmwf2jb7d9q5t3h8xne",
            "ERP integration",
            "pk_live_4fJq8ZrT1xWc6BvN0sKd",
            false,
            List.of("payment_intents:write"),
            null,
            null,
            CREATED_AT,
            null);

    @Inject
    Outbox outbox;

    @Inject
    ObjectMapper json;

    @Test
    void factsAreWrittenAsTheirGoldenFiles() throws IOException {
        for (var fact : facts().toList()) {
            var written = (ObjectNode) json.readTree(outbox.prepare(fact).payload());
            EventSchemas.assertValid(written.toString());
            var golden = golden(fact);
            for (var changing : List.of("id", "time", "traceparent")) {
                written.set(changing, golden.get(changing));
            }
            assertEquals(golden, written);
        }
    }

    @Test
    void goldenFilesMatchTheirSchemas() throws IOException {
        for (var fact : facts().toList()) {
            EventSchemas.assertValid(golden(fact).toString());
        }
    }

    @Test
    void topicAndKeyAreThoseOfTheContract() {
        facts().map(outbox::prepare).forEach(row -> {
            assertEquals("tollgate.keys.api_key.v1", row.topic());
            assertEquals(KEY.id(), row.key());
        });
    }

    private static Stream<ApiKeyEvent> facts() {
        var revoked = new ApiKeyView(
                KEY.id(),
                KEY.orgId(),
                KEY.name(),
                KEY.keyPrefix(),
                KEY.testMode(),
                KEY.scopes(),
                KEY.lastUsedAt(),
                CREATED_AT.plusSeconds(60),
                KEY.createdAt(),
                CREATED_AT.plusSeconds(3_600));
        return Stream.of(new ApiKeyEvent.Created(KEY), new ApiKeyEvent.Revoked(revoked));
    }

    private JsonNode golden(ApiKeyEvent fact) throws IOException {
        var file = Path.of(
                System.getProperty("tollgate.root"),
                "docs",
                "events",
                "examples",
                fact.type().wire() + ".json");
        return json.readTree(Files.readString(file));
    }
}
