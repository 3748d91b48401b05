package dev.tollgate.testkit;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Puts {@link OpenApiAnswers} on everything that a {@code @QuarkusTest} asks of a service whose document is published. Found by its name in META-INF/services. */
public final class HeldAgainstOpenApi implements QuarkusTestBeforeEachCallback {

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        var service = ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
        var published = Repository.file("contracts", "openapi", service + ".json");
        if (RestAssured.filters().stream().noneMatch(OpenApiAnswers.class::isInstance)
                && Files.isRegularFile(published)) {
            RestAssured.replaceFiltersWith(List.of(new OpenApiAnswers(published)));
        }
    }
}
