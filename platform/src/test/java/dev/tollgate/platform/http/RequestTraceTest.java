package dev.tollgate.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTraceTest {
    private static final String ID = "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e";
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aClientsOwnUuidIsKeptAndNamesTheTrace() {
        var trace = RequestTrace.of(ID, null);

        assertEquals(ID, trace.requestId());
        assertEquals(ID.replace("-", ""), trace.traceparent().substring(3, 35));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "b1f2c3d4-5e6a-4b7c-8d9e-0f1a2b3c4d5e\r\nset-cookie: a=b",
                "b1f2c3d45e6a4b7c8d9e0f1a2b3c4d5e"
            })
    void anythingElseIsReplaced(String id) {
        var replaced = RequestTrace.of(id, null).requestId();

        assertNotEquals(id, replaced);
        assertEquals(replaced, UUID.fromString(replaced).toString());
    }

    @Test
    void aClientsOwnTraceGoesOn() {
        assertEquals(PARENT, RequestTrace.of(ID, PARENT).traceparent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "nonsense",
            })
    void aTraceThatIsNotOneIsReplaced(String traceparent) {
        assertNotEquals(traceparent, RequestTrace.of(ID, traceparent).traceparent());
    }

    @Test
    void workSetOffByAFactIsFoundUnderTheRequestsId() {
        var request = RequestTrace.of(ID, null);

        assertEquals(ID, RequestTrace.continued(request.traceparent()).requestId());
    }
}
