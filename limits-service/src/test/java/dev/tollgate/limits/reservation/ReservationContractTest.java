package dev.tollgate.limits.reservation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.limits.ceiling.CeilingDecision;
import dev.tollgate.limits.ceiling.Ceilings;
import dev.tollgate.limits.ceiling.Holder;
import dev.tollgate.limits.ceiling.Usd;
import dev.tollgate.limits.ceiling.Windows;
import dev.tollgate.limits.peers.Peers;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.money.Money;
import dev.tollgate.testkit.EventSchemas;
import dev.tollgate.testkit.InfraResource;
import dev.tollgate.testkit.OpenApiDocument;
import dev.tollgate.testkit.SettableClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What leaves this service, against what the repository publishes. */
@QuarkusTest
@QuarkusTestResource(InfraResource.class)
@QuarkusTestResource(Peers.class)
class ReservationContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Windows WINDOWS = Windows.at(Instant.parse("2026-05-02T14:00:00Z"));
    private static final Reservation RESERVATION = new Reservation(
            "rsv_01k0000000000000000000000a",
            Steps.live("org_01k0000000000000000000000a"),
            null,
            "pi_01k0000000000000000000000a",
            "payment_intent",
            Money.ofMinor(80_00, "EUR"),
            Usd.cents(86_74),
            WINDOWS,
            ReservationState.RESERVED);

    @Inject
    Outbox outbox;

    @Inject
    SettableClock clock;

    @BeforeEach
    void itIsTheSecondOfMay() {
        clock.set("2026-05-02T14:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.letRun();
    }

    static Stream<ReservationEvent> samples() {
        return Stream.of(
                new ReservationEvent.Reserved(RESERVATION),
                new ReservationEvent.Committed(RESERVATION),
                new ReservationEvent.Released(RESERVATION),
                denied(80_00));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachFactIsItsGoldenExampleAndMatchesItsSchema(ReservationEvent fact) throws Exception {
        RequestTrace.of(
                        "0190f000-0000-7000-8000-000000000001",
                        "00-0190f0000000700080000000000000aa-00000000000000aa-01")
                .enter();
        var written = outbox.prepare(fact);
        EventSchemas.assertValid(written.payload());
        var event = (ObjectNode) JSON.readTree(written.payload());
        event.put("id", "evt_01k0000000000000000000000a"); // new for each fact

        var golden = Path.of(
                System.getProperty("tollgate.root"),
                "docs",
                "events",
                "examples",
                fact.type().wire() + ".json");
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(golden.resolveSibling(""));
            Files.writeString(golden, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event) + "\n");
        }
        JsonNode published = JSON.readTree(Files.readString(golden));
        assertEquals(published, event);
    }

    @Test
    void aDenialOfASingleTransactionMatchesTheSchemaWithoutAWindow() {
        EventSchemas.assertValid(outbox.prepare(denied(100_01)).payload());
    }

    @Test
    void theOpenApiDocumentIsPublished() {
        OpenApiDocument.assertPublished("limits-service");
    }

    @Test
    void eachTopicIsTheOneItsFactsGoTo() {
        assertEquals(
                List.of("tollgate.limits.reservation.v1", "tollgate.limits.denial.v1"),
                samples().map(fact -> fact.type().topic()).distinct().toList());
    }

    private static ReservationEvent denied(long requested) {
        var decision = Ceilings.BETA.decide(
                Holder.TENANT, Usd.cents(requested), Usd.cents(450_00), Usd.cents(450_00), WINDOWS);
        return new ReservationEvent.Denied(RESERVATION, (CeilingDecision.Exceeded) decision);
    }
}
