package dev.tollgate.payments;

import dev.tollgate.payments.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.OpenApiDocument;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class OpenApiContractTest {
    @Test
    void publishedDocumentIsTheServices() {
        OpenApiDocument.assertPublished("payments-service");
    }
}
