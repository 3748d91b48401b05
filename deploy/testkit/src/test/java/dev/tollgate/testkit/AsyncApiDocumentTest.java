package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsyncApiDocumentTest {

    @Test
    void whatIsPublishedIsWhatTheSchemasSay() {
        var events = AsyncApiDocument.published().resolveSibling("");

        PublishedJson.assertSame(AsyncApiDocument.published(), AsyncApiDocument.generate(events, "v1"));
    }

    @Test
    void aTopicHasAMessageForEachOfItsTypes(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("dev.tollgate.keys.api_key.created.v1.schema.json"), """
                {"description":"An API key was issued."}""");
        Files.writeString(folder.resolve("dev.tollgate.keys.api_key.revoked.v1.schema.json"), "{}");

        var document = AsyncApiDocument.generate(folder, "v1");

        var channel = document.at("/channels/keys.api_key");
        assertEquals("tollgate.keys.api_key.v1", channel.path("address").asText());
        assertEquals(2, channel.path("messages").size());
        assertEquals(
                "#/components/messages/dev.tollgate.keys.api_key.revoked.v1",
                channel.at("/messages/revoked/$ref").asText());
        var message = document.at("/components/messages/dev.tollgate.keys.api_key.created.v1");
        assertEquals("An API key was issued.", message.path("summary").asText());
        assertEquals(
                "./dev.tollgate.keys.api_key.created.v1.schema.json",
                message.at("/payload/$ref").asText());
        assertTrue(document.at("/operations").has("keys.dead_letter.publish"));
    }
}
