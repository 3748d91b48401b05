package dev.tollgate.keys;

import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(OnboardingServer.class)
class OpenApiContractTest {
    @Test
    void theServiceAnswersThePublishedDocument() {
        OpenApiDocument.assertPublished("keys-service");
    }
}
