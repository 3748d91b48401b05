package dev.tollgate.local.stack;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {

    @Test
    void usualPortsAreThoseOfTheReferencePage() {
        var ports = Ports.from(Map.of());

        assertEquals(8080, ports.of(Port.GATEWAY));
        assertEquals(8086, ports.of(Port.WEBHOOKS));
        assertEquals(8025, ports.of(Port.MAIL));
        assertEquals(1025, ports.of(Port.SMTP));
        assertEquals(15432, ports.of(Port.POSTGRES));
        assertEquals(19093, ports.of(Port.KAFKA_CONTROLLER));
    }

    @Test
    void baseMovesAllAndASingleVariableWins() {
        var ports = Ports.from(Map.of("TOLLGATE_PORT_BASE", "20000", "TOLLGATE_PORT_KAFKA", "30000"));

        assertEquals(20000, ports.of(Port.GATEWAY));
        assertEquals(20006, ports.of(Port.WEBHOOKS));
        assertEquals(30000, ports.of(Port.KAFKA));
        assertEquals(20011, ports.of(Port.KAFKA_CONTROLLER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "123456", "8080.5"})
    void nonsenseIsRefusedByTheNameOfItsVariable(String value) {
        var refused = assertThrows(StartRefused.class, () -> Ports.from(Map.of("TOLLGATE_PORT_SMTP", value)));

        assertTrue(refused.getMessage().contains("TOLLGATE_PORT_SMTP"), refused.getMessage());
    }

    @Test
    void basePastTheLastPortIsRefused() {
        assertThrows(StartRefused.class, () -> Ports.from(Map.of("TOLLGATE_PORT_BASE", "65530")));
    }

    @Test
    void onePortForTwoPartsIsRefused() {
        var refused = assertThrows(
                StartRefused.class,
                () -> Ports.from(Map.of("TOLLGATE_PORT_AUTH", "9000", "TOLLGATE_PORT_KEYS", "9000")));

        assertTrue(refused.getMessage().contains("TOLLGATE_PORT_AUTH, TOLLGATE_PORT_KEYS"), refused.getMessage());
    }

    @Test
    void takenPortIsNamedWithItsPartAndVariable() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = Ports.from(Map.of("TOLLGATE_PORT_PAYMENTS", Integer.toString(other.getLocalPort())));

            var refused = assertThrows(StartRefused.class, ports::requireFree);

            assertTrue(refused.getMessage()
                    .contains(
                            "Port %d, which the payments-service needs, is taken: free it or set TOLLGATE_PORT_PAYMENTS"
                                    .formatted(other.getLocalPort())));
        }
    }

    @Test
    void freePortsAreFreeAndDifferent() {
        var ports = Ports.free();

        assertDoesNotThrow(ports::requireFree);
        assertEquals(
                Port.values().length,
                Arrays.stream(Port.values()).map(ports::of).distinct().count());
    }
}
