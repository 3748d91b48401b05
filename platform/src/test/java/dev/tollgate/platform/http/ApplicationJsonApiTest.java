package dev.tollgate.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rules of {@link StrictJson} in the mapper that an application really uses, with all that Quarkus adds to it. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ApplicationJsonApiTest {
    @Inject
    ObjectMapper json;

    @Test
    void aTimestampHasItsMillisecondsAlsoWhereTheyAreZero() throws JsonProcessingException {
        assertEquals("\"2026-05-02T14:00:00.000Z\"", json.writeValueAsString(Instant.parse("2026-05-02T14:00:00Z")));
    }
}
