package dev.tollgate.gateway.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.error.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
    @ParameterizedTest
    @CsvSource({
        "/v1/api-keys, /v1/api-keys",
        "/v1/api-keys?limit=1, /v1/api-keys",
        "/v1/x?next=//evil/../%2e, /v1/x",
        "/.well-known/jwks.json, /.well-known/jwks.json",
        "/pay/a.b_c~d-1, /pay/a.b_c~d-1",
    })
    void pathIsWhatStandsBeforeTheQuery(String uri, String path) {
        assertEquals(path, Admission.path(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "v1/api-keys",
                "http://127.0.0.1/v1/api-keys",
                "//v1/api-keys",
                "/v1//api-keys",
                "/v1/api-keys/",
                "/v1/./api-keys",
                "/v1/pay/../api-keys",
                "/v1/pay/..",
                "/v1/%61pi-keys",
                "/v1/pay%2f..%2fapi-keys",
                "/v1/pay/%2e%2e/api-keys",
                "/v1/pay/%252e%252e/api-keys",
                "/v1/pay\\..\\api-keys",
                "/v1/api-keys;a=b",
                "/v1/api-keys#x",
                "/v1/api-keys%00",
                "/v1/api keys",
                "/v1/äpi-keys",
            })
    void pathsThatTwoReadersMightReadDifferentlyAreNotFound(String uri) {
        assertEquals(
                "NotFound",
                assertThrows(Problem.class, () -> Admission.path(uri)).code().name());
    }

    @ParameterizedTest
    @ValueSource(ints = {600, 5_000, 30_000})
    void longPathIsNotFoundAndCostsNoStack(int segments) {
        assertThrows(Problem.class, () -> Admission.path("/a".repeat(segments)));
    }
}
