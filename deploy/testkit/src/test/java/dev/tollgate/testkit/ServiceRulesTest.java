package dev.tollgate.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule lets the good service pass and refuses the one class of the bad service that breaks it. */
class ServiceRulesTest {

    private static final String GOOD = "dev.tollgate.testkit.rules.good";
    private static final String BAD = "dev.tollgate.testkit.rules.bad";

    @Test
    void serviceThatKeepsTheRulesPasses() {
        assertDoesNotThrow(() -> ServiceRules.check(GOOD, classes(GOOD)));
    }

    @ParameterizedTest
    @CsvSource({
        "ThingResource ThingRepository, a resource is HTTP only",
        "Thing ThingRepository, an aggregate knows no HTTP",
        "Trespasser, no service depends on another",
        "Companion Neighbour, features form no cycle",
    })
    void classThatBreaksARuleFails(String simpleNames, String reason) {
        var names = Set.of(simpleNames.split(" "));
        var broken = classes(BAD)
                .that(DescribedPredicate.<JavaClass>describe("chosen", type -> names.contains(type.getSimpleName())));

        var failure = assertThrows(AssertionError.class, () -> ServiceRules.check(BAD, broken));

        assertTrue(String.valueOf(failure.getMessage()).contains(reason), failure::getMessage);
    }

    @Test
    void packageWithoutClassesFails() {
        assertThrows(AssertionError.class, () -> ServiceRules.check("dev.tollgate.absent"));
    }

    private static JavaClasses classes(String servicePackage) {
        return new ClassFileImporter().importPackages(servicePackage);
    }
}
