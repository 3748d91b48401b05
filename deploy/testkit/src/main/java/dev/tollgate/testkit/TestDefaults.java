package dev.tollgate.testkit;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * What Quarkus must know when it builds the application under test, which is before {@link InfraResource} starts. A
 * service's own properties win over these.
 */
public final class TestDefaults implements ConfigSource {

    private static final int BELOW_APPLICATION_PROPERTIES = 240;

    private static final Map<String, String> PROPERTIES = Map.of(
            // InfraResource supplies the servers; without a Docker engine Dev Services would even fail the build.
            "quarkus.devservices.enabled",
            "false",
            // A location must be known now, or Quarkus invents a key pair of its own; InfraResource sets the true one.
            "tollgate.internal-jwks",
            "file:supplied-by-InfraResource",
            "quarkus.log.category.\"io.zonky\".level",
            "WARN");

    @Override
    public Set<String> getPropertyNames() {
        return PROPERTIES.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return PROPERTIES.get(name);
    }

    @Override
    public String getName() {
        return "tollgate-test-defaults";
    }

    @Override
    public int getOrdinal() {
        return BELOW_APPLICATION_PROPERTIES;
    }
}
