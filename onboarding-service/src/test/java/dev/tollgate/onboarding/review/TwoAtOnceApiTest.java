package dev.tollgate.onboarding.review;

import static dev.tollgate.onboarding.Api.refused;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tollgate.onboarding.Api;
import dev.tollgate.onboarding.Neighbours;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reviewers and owners who are not alone (the essay of this package). */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Neighbours.class)
class TwoAtOnceApiTest {
    private final Api api = Api.ofNewOrganization();

    @Test
    void ofReviewersDecidingAtOnceOneWinsAndTheOthersAreToldTheOutcome() throws Exception {
        for (int round = 0; round < 5; round++) {
            var contested = Api.ofNewOrganization();
            contested.declare().then().statusCode(202);

            var answers = atOnce(IntStream.range(0, 6)
                    .mapToObj(i -> (Callable<Response>) () -> contested.decide(i % 2 == 0 ? "approve" : "deny"))
                    .toList());

            var won = answers.stream()
                    .filter(answer -> answer.statusCode() == 200)
                    .toList();
            assertEquals(1, won.size());
            var outcome = won.getFirst().jsonPath().getString("status");
            answers.stream()
                    .filter(answer -> answer.statusCode() != 200)
                    .forEach(answer ->
                            refused(answer, 409, "InvalidState").body("details.currentState", equalTo(outcome)));
            contested.reviewed().then().body("status", equalTo(outcome)).body("history.size()", equalTo(2));
        }
    }

    @Test
    void ofDeclarationsAtOnceOneWins() throws Exception {
        var answers = atOnce(IntStream.range(0, 6)
                .mapToObj(i -> (Callable<Response>) api::declare)
                .toList());

        assertEquals(
                1, answers.stream().filter(answer -> answer.statusCode() == 202).count());
        answers.stream()
                .filter(answer -> answer.statusCode() != 202)
                .forEach(answer -> refused(answer, 403, "FORBIDDEN")
                        .body("details.currentStatus", equalTo("declaration_pending")));
        api.reviewed().then().body("history.size()", equalTo(1));
    }

    private static List<Response> atOnce(List<Callable<Response>> calls) throws Exception {
        var barrier = new CyclicBarrier(calls.size());
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            List<Response> answers = new ArrayList<>();
            for (Future<Response> answer : threads.invokeAll(calls.stream()
                    .map(call -> (Callable<Response>) () -> {
                        barrier.await();
                        return call.call();
                    })
                    .toList())) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
