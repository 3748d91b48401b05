package dev.tollgate.platform.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.7|203.0.113.7
                    1.2.3.4, 203.0.113.7|203.0.113.7
                    2001:db8::7|2001:db8:0:0:0:0:0:7
                    """)
    void lastAddressCountsBecauseItIsTheGateways(String header, String address) {
        assertEquals(address, ClientAddress.read(header));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "localhost", "203.0.113.7,", "203.0.113.7:80", "<script>"})
    void anythingElseIsNone(String header) {
        assertNull(ClientAddress.read(header));
    }

    @Test
    void withoutARequestThereIsNone() {
        assertNull(ClientAddress.current());
    }
}
