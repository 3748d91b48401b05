package dev.tollgate.payments.intent;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.payments.terms.PaymentTerms;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.StrictJson;
import dev.tollgate.platform.principal.Mode;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentIntentRequestTest {
    private static final ObjectMapper JSON = StrictJson.configure(new ObjectMapper());
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();
    private static final Instant NOW = Instant.parse("2026-05-02T14:00:00Z");

    @Test
    void smallestBodyHasDefaults() {
        var terms = terms(Mode.LIVE, "");

        assertEquals("USD 125.00", terms.amount().toString());
        assertEquals(NOW.plus(Duration.ofDays(30)), terms.expiresAt());
        assertEquals(0, terms.metadata().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "amount": "12.345"                             | amount: must have at most 2 decimals
                    "amount": "-1.00"                              | amount: must be a positive decimal string like "12500.00"
                    "amount": "NaN"                                | amount: must be a positive decimal string like "12500.00"
                    "amount": "1e3"                                | amount: must be a positive decimal string like "12500.00"
                    "amount": "0.00"                               | amount: must be greater than zero
                    "expiresAt": "2026-05-03T14:00:00"             | expiresAt: must be a timestamp with an offset, like 2026-05-02T14:00:00Z
                    "expiresAt": "2026-05-02T13:59:59Z"            | expiresAt: must be in the future
                    "expiresAt": "2026-07-31T14:00:00.001Z"        | expiresAt: must be at most 90 days ahead
                    "returnUrl": "http://shop.example"             | returnUrl: must be an https URL
                    "returnUrl": "javascript:alert(1)"             | returnUrl: must be an https URL
                    "returnUrl": "https:nowhere"                   | returnUrl: must be an https URL
                    "buyer": {"email": "a@b.example", "country": "XX"} | buyer.country: must be an ISO 3166 alpha-2 code
                    "display": {"lineItems": [{"description": "x", "quantity": 1, "unitPrice": "1.234"}]} | display.lineItems[0].unitPrice: must have at most 2 decimals
                    """)
    void whatOneFieldAloneCannotTellIsCheckedToo(String field, String violation) {
        var refused = assertThrows(Problem.class, () -> terms(Mode.TEST, field));

        assertEquals(List.of(violation), refused.text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    "externalId": null                      | externalId must have: is required
                    "externalId": ""                        | externalId must have: must have 1 to 200 characters
                    "currency": "GBP"                       | currency must have: must be USD, EUR or BRL
                    "amount": null                          | amount must have: is required
                    "buyer": null                           | buyer must have: is required
                    "buyer": {}                             | buyer.email must have: is required
                    "buyer": {"email": "nobody"}            | buyer.email must have: must be an email address
                    "buyer": {"email": "a@b.example", "country": "br"}   | buyer.country must have: must be an ISO 3166 alpha-2 code
                    "buyer": {"email": "a@b.example", "phone": "0151"}   | buyer.phone must have: must be an E.164 number like +5511912345678
                    "display": {"lineItems": [{"description": "x", "quantity": 0, "unitPrice": "1.00"}]} | display.lineItems[0].quantity must have: must be at least 1
                    """)
    void whatOneFieldTellsIsAnnotated(String field, String violation) {
        var refused = assertThrows(ConstraintViolationException.class, () -> terms(Mode.TEST, field));

        assertEquals(
                List.of(violation),
                refused.getConstraintViolations().stream()
                        .map(broken -> broken.getPropertyPath() + " must have: " + broken.getMessage())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 50, 51})
    void metadataHasAtMostFiftyPairs(int pairs) {
        var metadata = IntStream.range(0, pairs)
                .mapToObj(i -> "\"k" + i + "\": \"v\"")
                .collect(Collectors.joining(", ", "\"metadata\": {", "}"));

        if (pairs > 50) {
            assertThrows(ConstraintViolationException.class, () -> terms(Mode.TEST, metadata));
        } else {
            assertEquals(pairs, terms(Mode.TEST, metadata).metadata().size());
        }
    }

    @Test
    void metadataKeysAndValuesHaveTheirLengths() {
        var longKey = "\"metadata\": {\"" + "k".repeat(41) + "\": \"v\"}";
        var longValue = "\"metadata\": {\"k\": \"" + "v".repeat(501) + "\"}";
        var nul = "\"metadata\": {\"\\u0000\": \"v\"}";

        for (var bad : List.of(longKey, longValue, nul)) {
            assertThrows(ConstraintViolationException.class, () -> terms(Mode.TEST, bad));
        }
        var longest = "\"metadata\": {\"" + "k".repeat(40) + "\": \"" + "v".repeat(500) + "\"}";
        assertEquals(1, terms(Mode.TEST, longest).metadata().size());
    }

    @Test
    void returnUrlMayBePlainHttpToLocalhostInTestOnly() {
        var local = "\"returnUrl\": \"http://localhost:3000/thanks\"";

        assertEquals("http://localhost:3000/thanks", terms(Mode.TEST, local).returnUrl());
        assertThrows(Problem.class, () -> terms(Mode.LIVE, local));
    }

    @Test
    void subtotalsAreComputedExactly() {
        var terms = terms(
                Mode.TEST,
                "\"display\": {\"lineItems\": [{\"description\": \"x\", \"quantity\": 1000000, \"unitPrice\": \"999999999999.9\"}]}");

        var items = requireNonNull(requireNonNull(terms.display()).lineItems());
        var item = items.getFirst();
        assertEquals("999999999999.90", item.unitPrice());
        assertEquals("999999999999900000.00", item.subtotal());
    }

    @Test
    void everyViolationIsToldAtOnce() {
        var refused = assertThrows(
                Problem.class,
                () -> terms(Mode.TEST, "\"amount\": \"1.234\", \"returnUrl\": \"ftp://x\", \"expiresAt\": \"soon\""));

        assertEquals(3, ((List<?>) refused.text()).size());
    }

    private static PaymentTerms terms(Mode mode, String fields) {
        try {
            var body = JSON.createObjectNode().put("externalId", "order-7").put("amount", "125.00");
            body.putObject("buyer").put("email", "buyer@example.com");
            body.setAll((ObjectNode) JSON.readTree("{" + fields + "}"));
            return JSON.treeToValue(body, PaymentIntentRequest.class).terms(VALIDATOR, mode, NOW);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
