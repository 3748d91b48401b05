package dev.tollgate.onboarding.declaration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.onboarding.access.Declaration;
import dev.tollgate.onboarding.access.ProductionAccessProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a declaration from its JSON (the table in contract/production-access.md). It tells all violations at once, wrong types among them, and
 * with one code; bean validation would answer those two ways.
 */
final class DeclarationForm {
    static final int MIN_USE_CASE = 20;
    static final int MAX_USE_CASE = 1000;
    static final int MAX_URL = 2048;
    static final String MAX_VOLUME = "1000000000000";
    static final int MAX_VOLUME_DIGITS = 13;
    static final int MAX_DECIMALS = 6;
    static final String HTTP_URL = "(?i)https?://[^\\s/?#]\\S*";
    private static final BigDecimal LARGEST = new BigDecimal(MAX_VOLUME);
    private static final Pattern URL = Pattern.compile(HTTP_URL);

    private final JsonNode body;
    private final List<String> violations = new ArrayList<>();

    private DeclarationForm(JsonNode body) {
        this.body = body;
    }

    /** The declaration, or 400 {@code INVALID_REQUEST_FORMAT}. */
    static Declaration read(@Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw ProductionAccessProblem.badDeclaration(List.of("body: must be an object"));
        }
        return new DeclarationForm(body).declaration();
    }

    private Declaration declaration() {
        var useCase = useCase();
        var volume = volume();
        var website = website();
        if (!body.path("accepted_terms").isBoolean()
                || !body.path("accepted_terms").booleanValue()) {
            violations.add("accepted_terms: must be true");
        }
        if (!violations.isEmpty()) {
            throw ProductionAccessProblem.badDeclaration(violations);
        }
        return Declaration.byOwner(useCase, volume, website);
    }

    private String useCase() {
        var text = text("intended_use_case").strip();
        int characters = text.codePointCount(0, text.length());
        if (characters < MIN_USE_CASE || characters > MAX_USE_CASE) {
            violations.add(
                    "intended_use_case: must be a text of " + MIN_USE_CASE + " to " + MAX_USE_CASE + " characters");
        }
        return text;
    }

    private @Nullable BigDecimal volume() {
        var field = body.path("expected_monthly_volume_usd");
        if (isAbsent(field)) {
            return null;
        }
        if (field.isNumber() && Double.isFinite(field.doubleValue())) {
            var value = field.decimalValue().stripTrailingZeros();
            if (value.signum() > 0 && value.compareTo(LARGEST) <= 0 && value.scale() <= MAX_DECIMALS) {
                return value.scale() < 0 ? value.setScale(0) : value;
            }
        }
        violations.add("expected_monthly_volume_usd: must be a positive number of at most " + MAX_VOLUME
                + ", with at most " + MAX_DECIMALS + " decimals");
        return null;
    }

    private @Nullable String website() {
        if (isAbsent(body.path("website_url"))) {
            return null;
        }
        var text = text("website_url");
        if (text.length() > MAX_URL || !URL.matcher(text).matches()) {
            violations.add("website_url: must be an http or https URL");
        }
        return text;
    }

    /** Empty, and so refused, for anything that is not a text that PostgreSQL can hold. */
    private String text(String field) {
        var text = body.path(field).asText("");
        return body.path(field).isTextual() && text.indexOf('\0') < 0 ? text : "";
    }

    private static boolean isAbsent(JsonNode field) {
        return field.isMissingNode() || field.isNull();
    }
}
