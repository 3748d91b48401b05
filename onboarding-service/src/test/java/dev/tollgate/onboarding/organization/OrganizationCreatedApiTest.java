package dev.tollgate.onboarding.organization;

import static org.hamcrest.Matchers.equalTo;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class OrganizationCreatedApiTest {
    private final Api api = Api.ofNewOrganization();

    @Test
    void aSignedUpOrganizationIsKnownToReviewersBeforeItDeclares() throws Exception {
        OrganizationFacts.signUp(api, "Souza Comércio");

        api.reviewed()
                .then()
                .statusCode(200)
                .body("status", equalTo("sandbox_only"))
                .body("kyaTier", equalTo(0))
                .body("history.size()", equalTo(0))
                .body("organization.ownerUserId", equalTo(api.ownerId()))
                .body("organization.ownerEmail", equalTo("ada@example.com"));
    }

    @Test
    void aFactThatComesAgainChangesNothingAndALaterOneTheName() throws Exception {
        var first = OrganizationFacts.created(api, "Old name");

        OrganizationFacts.send(api.org(), first, OrganizationFacts.created(api, "New name"), first);

        OrganizationFacts.awaitName(api, "New name");
        OrganizationFacts.signUp(Api.ofNewOrganization(), "Another");
        api.reviewed().then().body("organization.name", equalTo("New name"));
    }

    @Test
    void aFactWithoutAnOwnerIsPutAsideAndTheNextOneIsHandled() throws Exception {
        var broken = OrganizationFacts.created(api, "Broken").replace("ownerUserId", "somebody");

        OrganizationFacts.send(api.org(), broken, OrganizationFacts.created(api, "Whole"));

        OrganizationFacts.awaitName(api, "Whole");
    }
}
