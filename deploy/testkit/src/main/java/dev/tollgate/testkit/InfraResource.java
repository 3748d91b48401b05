package dev.tollgate.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives the service under test its database, its Kafka and the gateway's keys: everything that
 * docs/reference/service-interfaces.md lets it read from its environment. Put it on every {@code @QuarkusTest} class in
 * the same way, {@code @QuarkusTestResource(InfraResource.class)}, so that a module boots its application once.
 */
public final class InfraResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        var postgres = Infra.postgres();
        var config = new HashMap<String, String>();
        config.put("tollgate.db.host", postgres.host());
        config.put("tollgate.db.port", Integer.toString(postgres.port()));
        config.put("tollgate.db.name", postgres.database());
        config.put("tollgate.db.app-password", postgres.appPassword());
        config.put("tollgate.db.owner-password", postgres.ownerPassword());
        config.put("kafka.bootstrap.servers", Infra.kafkaBootstrap());
        config.put("tollgate.internal-jwks", TestKeys.internalJwks());
        config.put("tollgate.service-token", TestKeys.serviceToken());
        config.put("tollgate.encryption-key", TestKeys.encryptionKey());
        return config;
    }

    /** Does nothing: the servers are the JVM's, shared by all its tests, and end with it. */
    @Override
    public void stop() {}
}
