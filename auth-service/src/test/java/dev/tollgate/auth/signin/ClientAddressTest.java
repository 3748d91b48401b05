package dev.tollgate.auth.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7 | 203.0.113.7",
                "6.6.6.6, 203.0.113.7 | 203.0.113.7",
                "2001:db8:1:2:3:4:5:6 | 20010db800010002/64",
                "2001:db8:1:2:ffff:: | 20010db800010002/64",
                "::ffff:203.0.113.7 | 203.0.113.7"
            })
    void lastEntryIsTheClient(String header, String client) {
        assertEquals(client, ClientAddress.of(header));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "203.0.113.7,", "localhost", "203.0.113.7:80", "1.2.3.4.5"})
    void whatIsNoAddressIsNobody(String header) {
        assertNull(ClientAddress.of(header));
    }

    @Test
    void noHeaderIsNobody() {
        assertNull(ClientAddress.of(null));
    }
}
