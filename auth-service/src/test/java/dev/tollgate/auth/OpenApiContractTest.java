package dev.tollgate.auth;

import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(NeighboursResource.class)
class OpenApiContractTest {
    @Test
    void documentIsAsPublished() {
        OpenApiDocument.assertPublished("auth-service");
    }
}
