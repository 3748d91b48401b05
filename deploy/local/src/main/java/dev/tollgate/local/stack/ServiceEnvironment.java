package dev.tollgate.local.stack;

import dev.tollgate.local.infra.DatabaseBootstrap;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The environment of each application, exactly as docs/reference/service-interfaces.md lists it; each is told its own
 * secrets only.
 *
 * @param runFolder where this run keeps what its applications write
 * @param settings variables that this run sets for all of them besides
 */
record ServiceEnvironment(Ports ports, RunSecrets secrets, Path runFolder, Map<String, String> settings) {

    private static final String STAFF = "staff@tollgate.example";
    private static final String HOST = "127.0.0.1";

    Map<String, String> of(Application application) {
        var environment = new TreeMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(application.port())));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", HOST + ":" + ports.of(Port.KAFKA));
        for (var other : Application.values()) {
            environment.put(other.urlVariable(), url(other).toString());
        }
        application.schema().ifPresent(schema -> addService(environment, schema));
        switch (application) {
            case GATEWAY ->
                environment.put(
                        "TOLLGATE_INTERNAL_SIGNING_KEY", secrets.signingKey().toString());
            case AUTH -> {
                addMail(environment);
                environment.put("TOLLGATE_STAFF_EMAILS", STAFF);
                environment.put("TOLLGATE_PUBLIC_URL", url(Application.GATEWAY).toString());
                environment.put("TOLLGATE_ENCRYPTION_KEY", secrets.encryptionKey());
            }
            case PAYMENTS ->
                environment.put("TOLLGATE_PUBLIC_URL", url(Application.GATEWAY).toString());
            case WEBHOOKS -> {
                environment.put("TOLLGATE_ENCRYPTION_KEY", secrets.encryptionKey());
                environment.put("TOLLGATE_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.0/8,::1/128");
            }
            case ONBOARDING -> {
                addMail(environment);
                environment.put("TOLLGATE_STAFF_EMAILS", STAFF);
                environment.put("TOLLGATE_PUBLIC_URL", url(Application.GATEWAY).toString());
                environment.put("TOLLGATE_ENCRYPTION_KEY", secrets.encryptionKey());
                environment.put(
                        "TOLLGATE_DOCUMENTS_FOLDER",
                        runFolder.resolve("documents").toString());
            }
            case KEYS, LIMITS -> {}
        }
        environment.putAll(settings);
        return environment;
    }

    URI url(Application application) {
        return URI.create("http://" + HOST + ":" + ports.of(application.port()));
    }

    private void addService(Map<String, String> environment, String schema) {
        environment.put(
                "TOLLGATE_INTERNAL_JWKS", url(Application.GATEWAY) + "/.well-known/tollgate-internal-jwks.json");
        environment.put("TOLLGATE_SERVICE_TOKEN", secrets.serviceToken(schema).toString());
        environment.put("TOLLGATE_DB_HOST", HOST);
        environment.put("TOLLGATE_DB_PORT", Integer.toString(ports.of(Port.POSTGRES)));
        environment.put("TOLLGATE_DB_NAME", DatabaseBootstrap.DATABASE);
        environment.put(
                "TOLLGATE_DB_APP_PASSWORD", secrets.passwords().of(schema).app());
        environment.put(
                "TOLLGATE_DB_OWNER_PASSWORD", secrets.passwords().of(schema).owner());
    }

    private void addMail(Map<String, String> environment) {
        environment.put("QUARKUS_MAILER_HOST", HOST);
        environment.put("QUARKUS_MAILER_PORT", Integer.toString(ports.of(Port.SMTP)));
    }
}
