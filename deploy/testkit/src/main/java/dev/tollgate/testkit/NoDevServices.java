package dev.tollgate.testkit;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Switches Quarkus' Dev Services off: {@link InfraResource} supplies the servers, in a container or embedded. Without an
 * engine they would even fail the build of the test application, which runs before any test resource does.
 */
public final class NoDevServices implements ConfigSource {

    private static final Map<String, String> PROPERTIES = Map.of("quarkus.devservices.enabled", "false");
    private static final int BELOW_APPLICATION_PROPERTIES = 240;

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
        return "tollgate-no-dev-services";
    }

    @Override
    public int getOrdinal() {
        return BELOW_APPLICATION_PROPERTIES;
    }
}
