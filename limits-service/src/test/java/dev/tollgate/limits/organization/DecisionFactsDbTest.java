package dev.tollgate.limits.organization;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.limits.Books;
import dev.tollgate.limits.FactFeed;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.TestIds;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Facts of onboarding-service about its decisions, over the real Kafka: for those who only look. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class DecisionFactsDbTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final FactFeed decisions = new FactFeed("onboarding", "production_access");
    private final String org = TestIds.next("org");
    private final Books books = new Books(org);

    @Test
    void theCeilingOfADecisionIsApplied() throws Exception {
        publish(org, "approved", 2, ceiling("90.00"));

        await().atMost(PATIENCE).until(() -> books.ceilingChanges().equals(List.of("decision 2 9000")));
    }

    @Test
    void anEarlierDecisionThatComesLateAndOneThatComesTwiceChangeNothing() throws Exception {
        publish(org, "reinstated", 3, ceiling("90.00"));
        publish(org, "approved", 2, ceiling("50.00"));
        publish(org, "reinstated", 3, ceiling("90.00"));
        lastOfAll();

        assertEquals(List.of("decision 3 9000"), books.ceilingChanges());
    }

    @Test
    void aDecisionWithoutACeilingAndOneThatIsNoneChangeNothing() throws Exception {
        publish(org, "suspended", 4, "");
        publish(org, "declared", 5, ceiling("1.00"));
        lastOfAll();

        assertEquals(List.of(), books.ceilingChanges());
    }

    /** Returns when everything before was handled. */
    private void lastOfAll() throws Exception {
        var last = TestIds.next("org");
        publish(last, "approved", 1, ceiling("7.00"));
        await().atMost(PATIENCE).until(() -> !new Books(last).ceilingChanges().isEmpty());
    }

    private void publish(String about, String what, int decision, String ceiling) throws Exception {
        decisions.publish(
                what,
                about,
                about,
                null,
                Instant.now(),
                "{\"organizationId\":\"" + about + "\",\"decision\":" + decision + ceiling + "}");
    }

    private static String ceiling(String perTx) {
        return ",\"ceiling\":{\"perTx\":\"" + perTx + "\",\"daily\":null,\"monthly\":null,\"disabled\":false}";
    }
}
