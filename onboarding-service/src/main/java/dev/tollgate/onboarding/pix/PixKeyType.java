package dev.tollgate.onboarding.pix;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.error.Problem;
import java.util.Arrays;
import java.util.Locale;

/** The kinds of PIX key (Banco Central do Brasil, DICT), each with the rules of {@link PayoutRequest} that hold for it. */
public enum PixKeyType {
    CPF(PayoutRequest.Cpf.class),
    CNPJ(PayoutRequest.Cnpj.class),
    EMAIL(PayoutRequest.Address.class),
    PHONE(PayoutRequest.Phone.class),
    RANDOM(PayoutRequest.Random.class);

    private static final int SHOWN = 4;

    private final Class<?> rules;

    PixKeyType(Class<?> rules) {
        this.rules = rules;
    }

    /** The validation group of a key of this type. */
    public Class<?> rules() {
        return rules;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** From a body or the database; anything else is a {@code ValidationError}. */
    @JsonCreator
    public static PixKeyType parse(String text) {
        return Arrays.stream(values())
                .filter(type -> type.wire().equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("pixKeyType: must be one of cpf, cnpj, email, phone, random"));
    }

    /** A valid key as DICT writes it: without punctuation, letters in one case. */
    String normalized(String key) {
        return switch (this) {
            case CPF, CNPJ -> key.replaceAll("[./-]", "").toUpperCase(Locale.ROOT);
            case EMAIL, RANDOM -> key.toLowerCase(Locale.ROOT);
            case PHONE -> key;
        };
    }

    /** What may be seen of a normalized key: the last four characters; of an address the first one and the domain. */
    String masked(String key) {
        return switch (this) {
            case EMAIL -> key.charAt(0) + "***" + key.substring(key.lastIndexOf('@'));
            case CPF, CNPJ, RANDOM -> stars(key, 0);
            case PHONE -> stars(key, "+55".length());
        };
    }

    private static String stars(String key, int from) {
        int to = key.length() - SHOWN;
        return key.substring(0, from) + key.substring(from, to).replaceAll("[^-]", "*") + key.substring(to);
    }
}
