package dev.tollgate.gateway;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.tollgate.testkit.ServiceRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    @Test
    void gatewayKeepsTheRules() {
        ServiceRules.check("dev.tollgate.gateway");
    }

    @Test
    void gatewayKeepsNothingAndPublishesNothing() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tollgate.gateway");
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tollgate.platform.db..", "dev.tollgate.platform.event..", "java.sql..")
                .because("the gateway has no schema and no topic")
                .check(classes);
    }

    @Test
    void onlyTheEdgeKnowsTheRouter() {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tollgate.gateway");
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.tollgate.gateway.edge")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx.ext.web..")
                .because("who may pass is decided without looking at how it is passed on")
                .check(classes);
    }
}
