package dev.tollgate.onboarding.pix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.error.Problem;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.Base64;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayoutRequestTest {
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @ParameterizedTest
    @CsvSource({
        "cpf, 529.982.247-25, 52998224725, *******4725",
        "cpf, 52998224725, 52998224725, *******4725",
        "cnpj, 11.222.333/0001-81, 11222333000181, **********0181",
        "cnpj, 12.ABC.345/01DE-35, 12ABC34501DE35, **********DE35",
        "email, Ana.Souza@Example.com, ana.souza@example.com, a***@example.com",
        "phone, +5511987654321, +5511987654321, +55*******4321",
        "phone, +551132654321, +551132654321, +55******4321",
        "random, 123E4567-e89b-42d3-a456-426614174000, 123e4567-e89b-42d3-a456-426614174000,"
                + " ********-****-****-****-********4000",
    })
    void aValidKeyIsNormalizedAndMasked(String type, String key, String normalized, String masked) {
        var kind = PixKeyType.parse(type);

        assertEquals(0, violations(kind, key));
        assertEquals(normalized, kind.normalized(key));
        assertEquals(masked, kind.masked(normalized));
    }

    @ParameterizedTest
    @CsvSource({
        "cpf, 52998224726",
        "cpf, 11111111111",
        "cpf, 11222333000181",
        "cpf, ana@example.com",
        "cnpj, 11222333000182",
        "cnpj, 12ABC34501DE36",
        "cnpj, 52998224725",
        "email, ana",
        "email, ana@",
        "email, +5511987654321",
        "email, '\"ana souza\"@example.com'",
        "email, ana@[192.0.2.1]",
        "email, anã@example.com",
        "email, ana@exämple.com",
        "email, ana@example..com",
        "email, ana..souza@example.com",
        "email, ana@-example.com",
        "phone, 11987654321",
        "phone, +4915112345678",
        "phone, +55119876543210",
        "phone, +5501987654321",
        "phone, +55 11 98765-4321",
        "random, 123e4567e89b42d3a456426614174000",
        "random, 123e4567-e89b-42d3-a456-42661417400g",
        "random, 52998224725",
    })
    void aKeyThatIsNotOfItsTypeIsRefused(String type, String key) {
        assertEquals(1, violations(PixKeyType.parse(type), key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evp", "CPF", ""})
    void thereAreNoOtherTypes(String type) {
        assertThrows(Problem.class, () -> PixKeyType.parse(type));
    }

    @Test
    void aKeyAtRestOpensForItsAccountOnly() {
        var keys = new PixKeys(Base64.getEncoder().encodeToString(new byte[32]));
        var payout = keys.seal("acct_1", PixKeyType.CPF, "529.982.247-25", Instant.EPOCH);

        assertEquals("52998224725", keys.open("acct_1", payout).reveal());
        assertFalse(payout.toString().contains("52998224725"));
        assertNotEquals(
                payout.sealed(),
                keys.seal("acct_1", PixKeyType.CPF, "52998224725", Instant.EPOCH)
                        .sealed());
        assertThrows(IllegalArgumentException.class, () -> keys.open("acct_2", payout));
        assertFalse(new PayoutRequest(PixKeyType.CPF, "52998224725").toString().contains("529"));
    }

    private static int violations(PixKeyType type, String key) {
        return VALIDATOR.validate(new PayoutRequest(type, key), type.rules()).size();
    }
}
