package dev.tollgate.payments.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.payments.intent.PaymentIntent.Transition;
import dev.tollgate.payments.peers.Peers;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fact as it goes on the wire, against its golden example and its schema; {@code -Dcontracts.update=true} rewrites the examples. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class PaymentIntentEventContractTest {
    private static final Path EVENTS = Path.of(System.getProperty("tollgate.root"), "docs", "events");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Inject
    Outbox outbox;

    static Stream<PaymentIntentEvent> everyEvent() {
        var created =
                new PaymentIntentEvent.Created(Samples.intent("ana@example.com", PaymentIntentState.AWAITING_BUYER));
        var moved = PaymentIntentState.moves().stream()
                .map(move -> move.to())
                .distinct()
                .sorted()
                .map(PaymentIntentEventContractTest::event);
        return Stream.concat(Stream.of(created), moved);
    }

    private static PaymentIntentEvent event(PaymentIntentState state) {
        var way = Samples.wayTo(state);
        var before = Stream.of(way).limit(way.length - 1).toArray(PaymentIntentState[]::new);
        var transition = Samples.intent("ana@example.com", before)
                .apply(Samples.report(state), Samples.CREATED.plusSeconds(way.length - 1));
        return ((Transition.Moved) transition).event();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void factIsAsPublished(PaymentIntentEvent event) throws IOException {
        var golden = EVENTS.resolve("examples").resolve(event.type().wire() + ".json");
        var written = (ObjectNode) JSON.readTree(outbox.prepare(event).payload());
        written.put("id", "evt_01kaw5t2b3fqyr8v0c7d9e1g2h");
        written.put("time", "2026-05-02T14:00:09.000Z");
        written.put("traceparent", "00-b1f2c3d45e6a4b7c8d9e0f1a2b3c4d5e-8d9e0f1a2b3c4d5e-01");
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, JSON.writeValueAsString(written) + "\n");
        }

        assertEquals(JSON.readTree(Files.readString(golden)), written);
        EventSchemas.assertValid(written.toString());
    }

    @Test
    void everyPublishedSchemaIsOfAFactThatHappens() throws IOException {
        Set<String> facts = everyEvent().map(event -> event.type().wire()).collect(Collectors.toSet());
        try (var files = Files.list(EVENTS)) {
            var schemas = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("dev.tollgate.payments.payment_intent."))
                    .map(name -> name.replace(".schema.json", ""))
                    .collect(Collectors.toSet());
            assertEquals(facts, schemas);
        }
    }
}
