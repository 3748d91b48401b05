package dev.tollgate.onboarding;

import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class OpenApiContractTest {
    @Test
    void theServiceAnswersThePublishedDocument() {
        OpenApiDocument.assertPublished("onboarding-service");
    }
}
