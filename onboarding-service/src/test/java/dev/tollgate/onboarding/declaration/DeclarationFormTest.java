package dev.tollgate.onboarding.declaration;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.onboarding.access.Declaration;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.http.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclarationFormTest {
    private static final ObjectMapper JSON = StrictJson.configure(new ObjectMapper());
    private static final String USE_CASE = "Invoices between sellers and buyers";

    @Test
    void theRequiredFieldsAreEnough() throws Exception {
        var declaration = read("{\"intended_use_case\":\"  " + USE_CASE + " \",\"accepted_terms\":true,\"extra\":1}");

        assertEquals(USE_CASE, declaration.intendedUseCase());
        assertNull(declaration.expectedMonthlyVolumeUsd());
        assertNull(declaration.websiteUrl());
    }

    @ParameterizedTest
    @CsvSource({"5000,5000", "5e3,5000", "5000.50,5000.5", "0.01,0.01", "1000000000000,1000000000000"})
    void aVolumeIsAnyPositiveNumber(String sent, String kept) throws Exception {
        assertEquals(
                kept,
                String.valueOf(
                        read(valid("\"expected_monthly_volume_usd\":" + sent)).expectedMonthlyVolumeUsd()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "https://shop.example/de?x=1#y", "HTTPS://shop.example:8443"})
    void aWebsiteIsAnHttpUrl(String url) throws Exception {
        assertEquals(url, read(valid("\"website_url\":\"" + url + "\"")).websiteUrl());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"expected_monthly_volume_usd\":0",
                "\"expected_monthly_volume_usd\":-5",
                "\"expected_monthly_volume_usd\":\"5000\"",
                "\"expected_monthly_volume_usd\":true",
                "\"expected_monthly_volume_usd\":1e400",
                "\"expected_monthly_volume_usd\":1000000000001",
                "\"website_url\":\"shop.example\"",
                "\"website_url\":\"ftp://shop.example\"",
                "\"website_url\":\"https://\"",
                "\"website_url\":\"https:// shop\"",
                "\"website_url\":\"https://a\\u0000\"",
                "\"website_url\":7",
                "\"accepted_terms\":false",
                "\"accepted_terms\":\"true\"",
                "\"accepted_terms\":1",
                "\"accepted_terms\":null",
                "\"intended_use_case\":\"too short\"",
                "\"intended_use_case\":\"                        \"",
                "\"intended_use_case\":\"Invoices between\\u0000sellers and buyers\"",
                "\"intended_use_case\":12345678901234567890123",
                "\"intended_use_case\":[]",
                "\"intended_use_case\":null"
            })
    void anythingElseIsRefusedWithTheOneCode(String field) {
        assertRefused(valid(field), field.substring(1, field.indexOf('"', 1)) + ": ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "5"})
    void aBodyIsAnObject(String body) {
        assertRefused(body, "body: must be an object");
    }

    /** With a pattern that tries again from each place this takes hours. */
    @Test
    @Timeout(30)
    void aLongTextThatIsNoUrlIsSeenAtOnce() {
        assertFalse(("http://" + "a".repeat(1_000_000) + ' ').matches(DeclarationForm.HTTP_URL));
    }

    @Test
    void allViolationsComeAtOnce() {
        assertRefused(
                "{\"website_url\":\"x\",\"expected_monthly_volume_usd\":0}",
                "intended_use_case: must be a text of 20 to 1000 characters; "
                        + "expected_monthly_volume_usd: must be a positive number of at most 1000000000000, with at most 6 decimals; "
                        + "website_url: must be an http or https URL; accepted_terms: must be true");
    }

    @Test
    void theLengthIsCountedInCharactersNotInUtf16() throws Exception {
        assertEquals(
                2000,
                requireNonNull(read(useCase("😀".repeat(1000))).intendedUseCase())
                        .length());
        assertRefused(useCase("😀".repeat(1001)), "intended_use_case: ");
        assertRefused(useCase("😀".repeat(19)), "intended_use_case: ");
    }

    private static void assertRefused(String body, String message) {
        var refusal = assertThrows(Problem.class, () -> read(body));
        assertEquals("INVALID_REQUEST_FORMAT", refusal.code().name());
        assertEquals(400, refusal.code().status());
        assertEquals(message, refusal.text().toString().substring(0, message.length()));
    }

    private static Declaration read(String body) throws JsonProcessingException {
        return DeclarationForm.read(JSON.readTree(body));
    }

    private static String useCase(String text) {
        return "{\"accepted_terms\":true,\"intended_use_case\":\"" + text + "\"}";
    }

    /** A whole declaration with one field replaced or added. */
    private static String valid(String field) {
        var name = field.substring(0, field.indexOf('"', 1) + 1);
        var body = new StringBuilder("{" + field);
        if (!name.equals("\"intended_use_case\"")) {
            body.append(",\"intended_use_case\":\"" + USE_CASE + "\"");
        }
        if (!name.equals("\"accepted_terms\"")) {
            body.append(",\"accepted_terms\":true");
        }
        return body.append('}').toString();
    }
}
