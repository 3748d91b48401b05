package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.local.demo.Story;
import dev.tollgate.local.demo.WebhookReceiver;
import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts of the system end in the middle of the work. What was answered stands, and nothing happens twice. */
class CrashJourneyTest {
    private static final String PAYMENTS = "payments-service";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack = RunningStack.get();
    private final Story story = RunningStack.story();
    private WebhookReceiver receiver;
    private String key;

    CrashJourneyTest() throws IOException {
        receiver = WebhookReceiver.start();
        key = "";
    }

    @BeforeEach
    void anIntegratorWithAnEndpoint() {
        key = story.mintKey(story.open(story.signUp("Crash Test Exports")), "test")
                .text("secret");
        story.subscribe(key, receiver);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void intentsUnderWayInAKilledProcessSettleOnceAndEachEventArrives() throws IOException {
        var intents = create(20);
        stack.kill(PAYMENTS);
        RunningStack.start(PAYMENTS);

        for (var intent : intents) {
            assertSettledOnce(intent);
        }
        var facts = settledFacts();
        for (var intent : intents) {
            assertEquals(1, facts.stream().filter(intent::equals).count(), intent);
        }
    }

    @Test
    void withKafkaStoppedRequestsGoOnAndEventsArriveAfterwards() {
        stack.stopKafka();
        List<String> intents;
        try {
            intents = create(5);
            intents.forEach(intent -> story.awaitSettled(key, intent));
        } finally {
            stack.startKafka();
        }

        intents.forEach(this::assertSettledOnce);
    }

    private List<String> create(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> story.createIntent(key, "crash-" + i, "CRASH-" + i, "25.00")
                        .expect(201)
                        .text("id"))
                .toList();
    }

    /** Each state once in the timeline, each event delivered once per {@code webhook-id}. */
    private void assertSettledOnce(String intent) {
        var timeline = story.awaitSettled(key, intent).body().path("timeline");
        var states = StreamSupport.stream(timeline.spliterator(), false)
                .map(step -> step.path("status").asText())
                .toList();
        assertEquals(states.size(), new HashSet<>(states).size(), states.toString());
        assertTrue(states.containsAll(List.of("awaiting_buyer", "fiat_received", "settled")), states.toString());

        var delivered = story.awaitDelivered(
                receiver,
                intent,
                "payment_intent.created",
                "payment_intent.buyer_kyc_approved",
                "payment_intent.on_chain_confirmed",
                "payment_intent.settled");
        assertEquals(delivered.size(), new HashSet<>(delivered).size(), delivered.toString());
    }

    /** The subjects of all {@code settled} facts, a repeat of the same event counted once. */
    private List<String> settledFacts() throws IOException {
        Set<String> seen = new HashSet<>();
        List<String> subjects = new ArrayList<>();
        for (var fact : Facts.on(stack.kafkaBootstrap(), "payments.payment_intent")) {
            JsonNode event = JSON.readTree(fact);
            if (event.path("type").asText().endsWith(".settled.v1")
                    && seen.add(event.path("id").asText())) {
                subjects.add(event.path("subject").asText());
            }
        }
        return subjects;
    }
}
