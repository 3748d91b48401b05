package dev.tollgate.onboarding.kyb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KybApplicationTest {
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    @ParameterizedTest
    @CsvSource({
        "BR,11222333000181,true",
        "BR,11.222.333/0001-81,true",
        "BR,11222333000182,false",
        "BR,11222333000191,false",
        "BR,00000000000000,false",
        "BR,1122233300018,false",
        "BR,DE123456789,false",
        "BR,12ABC34501DE35,true",
        "BR,12.ABC.345/01DE-35,true",
        "BR,12ABC34501DE36,false",
        "BR,12ABD34501DE35,false",
        "BR,12abc34501de35,false",
        "DE,DE123456789,true",
        "DE,11222333000182,true"
    })
    void aBrazilianTaxIdIsACnpjWithRightCheckDigits(String country, String taxId, boolean valid) {
        var application = application(country, taxId);

        assertEquals(valid, violations(application).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "BR,529.982.247-25,true",
        "BR,52998224725,true",
        "BR,52998224726,false",
        "BR,11111111111,false",
        "BR,11.222.333/0001-81,true",
        "BR,12ABC34501DE35,true",
        "BR,12ABC34501DE36,false",
        "BR,DE123456789,false",
        "BR,,true",
        "DE,DE123456789,true",
        "DE,'DE 123',true",
        "DE,'DE  123',false",
        "DE,'',false"
    })
    void anOwnerOfABrazilianBusinessHasACpfOrCnpj(String country, @Nullable String taxId, boolean valid) {
        var application = application(country, country.equals("BR") ? Applications.CNPJ : "x", taxId);

        assertEquals(valid, violations(application).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "60,40,true",
        "50,50.0001,false",
        "100,100,false",
        "33.3333,66.6667,true",
        "1e2147483647,60,false",
        "1e-2147483647,60,false"
    })
    void ownersHaveAtMostTheWholeTogether(BigDecimal one, BigDecimal other, boolean valid) {
        var application = ownedBy(List.of(
                new KybApplication.BeneficialOwner("Ana Souza", null, one),
                new KybApplication.BeneficialOwner("Rui Souza", null, other)));

        assertEquals(valid, violations(application).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"BR,true", "DE,true", "XX,false", "br,false", "BRA,false", "'',false"})
    void aCountryIsAnIsoCode(String country, boolean valid) {
        assertEquals(valid, VALIDATOR.validate(application(country, "x")).isEmpty());
    }

    @Test
    void nothingOfItIsPrinted() {
        var application = application("BR", Applications.CNPJ);

        for (var part : List.of(application, application.address(), application.beneficialOwners())) {
            for (var secret : List.of("Souza", "11.222", "Rua", "529")) {
                assertFalse(part.toString().contains(secret));
            }
        }
    }

    private static Set<ConstraintViolation<KybApplication>> violations(KybApplication application) {
        return VALIDATOR.validate(application, application.rules());
    }

    private static KybApplication application(String country, String taxId) {
        return application(country, taxId, "529.982.247-25");
    }

    private static KybApplication application(String country, String taxId, @Nullable String ownersTaxId) {
        return application(
                country,
                taxId,
                List.of(new KybApplication.BeneficialOwner("Ana Souza", ownersTaxId, BigDecimal.valueOf(60))));
    }

    private static KybApplication ownedBy(List<KybApplication.BeneficialOwner> owners) {
        return application("BR", Applications.CNPJ, owners);
    }

    private static KybApplication application(
            String country, String taxId, List<KybApplication.BeneficialOwner> owners) {
        return new KybApplication(
                "Souza Comércio Ltda.",
                taxId,
                country,
                new KybApplication.Address("Rua das Flores 1", "São Paulo", null, null, "BR"),
                owners);
    }
}
