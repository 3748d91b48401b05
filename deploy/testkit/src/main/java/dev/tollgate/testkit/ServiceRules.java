package dev.tollgate.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The style page's rules about who may know whom, for one service:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     @Test
 *     void serviceKeepsTheRules() {
 *         ServiceRules.check("dev.tollgate.payments");
 *     }
 * }
 * }</pre>
 */
public final class ServiceRules {

    private static final List<String> PARTS_OF_AN_AGGREGATE = List.of("", "State", "Event", "Problem");

    /** Facts that change nobody's credentials, access, limits or members. Whoever adds one here says that the audit log need not know. */
    private static final Set<String> NOT_AUDITED = Set.of(
            "SessionEvent", // who comes and goes, not who may
            "PaymentIntentEvent",
            "ReservationEvent",
            "ConnectedAccountEvent$Created"); // may do nothing yet

    private ServiceRules() {}

    /**
     * Checks every rule against the classes of a service, without its tests.
     *
     * @param servicePackage package that holds the service and nothing else
     * @throws AssertionError naming the rule and each place that breaks it
     */
    public static void check(String servicePackage) {
        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(servicePackage);
        check(servicePackage, classes);
    }

    static void check(String servicePackage, JavaClasses classes) {
        if (classes.isEmpty()) {
            throw new AssertionError("no classes in " + servicePackage);
        }
        rules(servicePackage, classes)
                .forEach(rule -> rule.allowEmptyShould(true).check(classes));
    }

    private static List<ArchRule> rules(String servicePackage, JavaClasses classes) {
        return List.of(
                noClasses()
                        .that()
                        .haveSimpleNameEndingWith("Resource")
                        .should()
                        .dependOnClassesThat()
                        .haveSimpleNameEndingWith("Repository")
                        .because("a resource is HTTP only; it reaches rows through a use case"),
                noClasses()
                        .that(belongToAnAggregate(classes))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "jakarta.ws.rs..", "org.apache.kafka..", "io.smallrye.mutiny..", "io.vertx..")
                        .because("an aggregate knows no HTTP, no Kafka and no Mutiny"),
                noClasses()
                        .should()
                        .callMethod("io.smallrye.mutiny.Uni", "await")
                        .because("waiting belongs to platform's workers; everything else is one chain"),
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.apache.kafka..",
                                "org.eclipse.microprofile.reactive.messaging..",
                                "io.smallrye.reactive.messaging..")
                        .because("only platform's outbox publishes, only its inbox consumes"),
                noClasses()
                        .should()
                        .dependOnClassesThat(resideInAPackage("dev.tollgate..")
                                .and(not(resideInAnyPackage(
                                        servicePackage + "..", "dev.tollgate.platform..", "dev.tollgate.contracts.."))))
                        .because("no service depends on another service's classes"),
                classes()
                        .that(areFactsToAudit())
                        .should()
                        .beAssignableTo("dev.tollgate.platform.event.Audited")
                        .because("every change of credentials, access, limits and members enters the audit log"),
                slices().matching(servicePackage + ".(*)..")
                        .should()
                        .beFreeOfCycles()
                        .as("features form no cycle")
                        .because("then neither can be read or changed without the other"));
    }

    private static DescribedPredicate<JavaClass> areFactsToAudit() {
        return DescribedPredicate.describe(
                "are facts of credentials, access, limits or members",
                type -> !type.isInterface()
                        && type.isAssignableTo("dev.tollgate.platform.event.Fact")
                        && NOT_AUDITED.stream().noneMatch(name -> type.getName().contains('.' + name)));
    }

    /** An aggregate is what has a repository; its state, events and problems are named after it. */
    private static DescribedPredicate<JavaClass> belongToAnAggregate(JavaClasses classes) {
        Set<String> names = classes
                .that(DescribedPredicate.<JavaClass>describe(
                        "repository", type -> type.getSimpleName().endsWith("Repository")))
                .stream()
                .map(type -> type.getName().replaceFirst("Repository$", ""))
                .flatMap(aggregate -> PARTS_OF_AN_AGGREGATE.stream().map(part -> aggregate + part))
                .collect(Collectors.toUnmodifiableSet());
        return DescribedPredicate.describe(
                "belong to an aggregate", type -> names.contains(type.getName().replaceFirst("\\$.*$", "")));
    }
}
