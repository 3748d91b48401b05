package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentTest {

    @TempDir
    Path folder;

    private Path published;

    @BeforeEach
    void publish() throws IOException {
        published = folder.resolve("x-service.json");
        Files.writeString(published, """
                {"openapi":"3.1.0","paths":{"/a":{"get":{"required":["x","y"]}},"/b":{}}}""");
    }

    @Test
    void orderAndAddressesDoNotMatter() {
        assertDoesNotThrow(() -> OpenApiDocument.compare(published, """
                {"servers":[{"url":"http://localhost:1"}],"paths":{"/b":{},"/a":{"get":{"required":["y","x"]}}},"openapi":"3.1.0"}"""));
    }

    @Test
    void everyDifferenceIsNamedByItsPlace() {
        var failure = assertThrows(AssertionError.class, () -> OpenApiDocument.compare(published, """
                {"openapi":"3.1.0","paths":{"/a":{"get":{"required":["x"]}},"/c":{}}}"""));

        var message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("/paths//a/get/required"), message);
        assertTrue(message.contains("/paths//b: {} → (absent)"), message);
        assertTrue(message.contains("/paths//c: (absent) → {}"), message);
    }

    @Test
    void unpublishedDocumentFails() {
        assertThrows(AssertionError.class, () -> OpenApiDocument.compare(folder.resolve("absent.json"), "{}"));
    }
}
