package dev.tollgate.webhooks.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://erp.example.com,            erp.example.com, 443,  /",
        "https://erp.example.com:8443/a?b=c, erp.example.com, 8443, /a?b=c",
        "HTTPS://ERP.example.com/%7Ea,       ERP.example.com, 443,  /%7Ea",
        "'https://[2606:4700::1111]:1/x',    2606:4700::1111, 1,    /x"
    })
    void anAbsoluteHttpsUrlIsTakenInBothModes(String text, String host, int port, String target) {
        for (var mode : Mode.values()) {
            var url = EndpointUrl.parse(text, mode);

            assertTrue(url.isTls());
            assertEquals(host, url.host());
            assertEquals(port, url.port());
            assertEquals(target, url.target());
        }
    }

    @Test
    void plainHttpIsForTestOnly() {
        assertEquals(80, EndpointUrl.parse("http://erp.example.com/", Mode.TEST).port());
        var refused = assertThrows(Problem.class, () -> EndpointUrl.parse("http://erp.example.com/", Mode.LIVE));
        assertTrue(refused.toString().contains("url: must be https"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "erp.example.com/hook",
                "/hook",
                "https:",
                "https:///hook",
                "https://a b/",
                "https://user@erp.example.com/",
                "https://user:pass@erp.example.com/",
                "https://erp.example.com/#part",
                "https://erp.example.com:0/",
                "https://erp.example.com:65536/",
                "ftp://erp.example.com/",
                "file:///etc/passwd",
                "https://[::ffff:8.8.8.8]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:ffff:a00:1]/"
            })
    void anythingElseIsRefused(String text) {
        var refused = assertThrows(Problem.class, () -> EndpointUrl.parse(text, Mode.TEST));
        assertTrue(refused.toString().contains("url: must"), refused.toString());
    }

    @Test
    void overlongUrlsAreRefused() {
        assertThrows(Problem.class, () -> EndpointUrl.parse("https://erp.example.com/" + "a".repeat(2048), Mode.TEST));
    }
}
