package dev.tollgate.testkit;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Puts {@link OpenApiAnswers} on everything that a {@code @QuarkusTest} asks of a service whose document is published. Found by its name in
 * META-INF/services.
 */
public final class HeldAgainstOpenApi implements QuarkusTestBeforeEachCallback {
    /** It refuses in the place of services, and its tests have services that answer anything. */
    private static final String GATEWAY = "gateway";

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        var service = ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
        if (service.equals(GATEWAY)) {
            return;
        }
        var published = Repository.file("contracts", "openapi", service + ".json");
        if (RestAssured.filters().stream().noneMatch(OpenApiAnswers.class::isInstance)
                && Files.isRegularFile(published)) {
            RestAssured.replaceFiltersWith(List.of(new OpenApiAnswers(published)));
        }
    }
}
