package dev.tollgate.local.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceEnvironmentTest {

    @TempDir
    Path folder;

    private RunSecrets secrets;
    private ServiceEnvironment environments;

    @BeforeEach
    void makeSecrets() {
        secrets = RunSecrets.make(folder);
        environments = new ServiceEnvironment(Ports.from(Map.of()), secrets, folder, Map.of());
    }

    @Test
    void serviceIsToldItsOwnDatabaseRoleAndWhereTheOthersAre() {
        var payments = environments.of(Application.PAYMENTS);

        assertEquals("8084", payments.get("QUARKUS_HTTP_PORT"));
        assertEquals("127.0.0.1", payments.get("QUARKUS_HTTP_HOST"));
        assertEquals("15432", payments.get("TOLLGATE_DB_PORT"));
        assertEquals("tollgate", payments.get("TOLLGATE_DB_NAME"));
        assertEquals(secrets.passwords().of("payments").app(), payments.get("TOLLGATE_DB_APP_PASSWORD"));
        assertEquals("http://127.0.0.1:8085", payments.get("TOLLGATE_LIMITS_URL"));
        assertEquals("127.0.0.1:19092", payments.get("KAFKA_BOOTSTRAP_SERVERS"));
        assertEquals(
                "http://127.0.0.1:8080/.well-known/tollgate-internal-jwks.json",
                payments.get("TOLLGATE_INTERNAL_JWKS"));
    }

    @Test
    void documentsAreKeptInTheFolderOfTheRun() {
        assertEquals(
                folder.resolve("documents").toString(),
                environments.of(Application.ONBOARDING).get("TOLLGATE_DOCUMENTS_FOLDER"));
    }

    @Test
    void settingsOfARunComeOnTop() {
        var widened = new ServiceEnvironment(
                Ports.from(Map.of()),
                secrets,
                folder,
                Map.of("TOLLGATE_SIGN_IN_PER_CLIENT", "7", "TOLLGATE_DB_NAME", "other"));

        assertEquals("7", widened.of(Application.AUTH).get("TOLLGATE_SIGN_IN_PER_CLIENT"));
        assertEquals("other", widened.of(Application.AUTH).get("TOLLGATE_DB_NAME"));
    }

    @Test
    void nobodyIsToldAnothersSecrets() throws Exception {
        for (var application : Application.values()) {
            var environment = environments.of(application);
            assertEquals(application == Application.GATEWAY, environment.containsKey("TOLLGATE_INTERNAL_SIGNING_KEY"));
            assertEquals(application != Application.GATEWAY, environment.containsKey("TOLLGATE_DB_APP_PASSWORD"));
            assertEquals(
                    application == Application.GATEWAY ? null : application.module(),
                    ownName(environment.get("TOLLGATE_SERVICE_TOKEN")));
            assertEquals(
                    Set.of(Application.AUTH, Application.ONBOARDING, Application.WEBHOOKS)
                            .contains(application),
                    environment.containsKey("TOLLGATE_ENCRYPTION_KEY"));
        }
        assertFalse(secrets.passwords()
                .of("auth")
                .app()
                .equals(secrets.passwords().of("keys").app()));
        assertFalse(secrets.passwords()
                .of("auth")
                .app()
                .equals(secrets.passwords().of("auth").owner()));
    }

    /** Whom a service's token speaks for. */
    private static @Nullable String ownName(@Nullable String tokenFile) throws Exception {
        if (tokenFile == null) {
            return null;
        }
        var token = Files.readString(Path.of(tokenFile));
        var payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return new ObjectMapper()
                .readTree(Base64.getUrlDecoder().decode(payload))
                .get("sub")
                .asText();
    }

    @Test
    void secretsAreReadableByTheirUserOnly() throws Exception {
        try (var files = Files.walk(folder.resolve("secrets"))) {
            for (var file : files.toList()) {
                var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
                assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", mode, file.toString());
            }
        }
        assertEquals(32, Base64.getDecoder().decode(secrets.encryptionKey()).length);
    }

    @Test
    void signingKeyIsAPkcs8PemOf2048Bits() throws Exception {
        var pem = Files.readString(secrets.signingKey());
        assertTrue(pem.startsWith("-----BEGIN PRIVATE KEY-----\n"), "PKCS#8");
        var bytes = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));

        var key = (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes));

        assertEquals(2048, key.getModulus().bitLength());
    }

    @Test
    void jvmIsTheDefaultAndTheNativeBinaryIsAskedForByName() throws IOException {
        var target = folder.resolve("payments-service").resolve("target");
        var jar = target.resolve("quarkus-app").resolve("quarkus-run.jar");
        var runner = target.resolve("payments-service-0.1.0-SNAPSHOT-runner");
        Files.createDirectories(jar.resolveSibling(""));
        Files.createFile(jar);

        var jvm = Application.PAYMENTS.command(folder, Map.of("TOLLGATE_JAVA_OPTS", "-Xmx1g -Da=b"));
        assertTrue(
                jvm.contains("-Xmx1g") && jvm.contains("-Da=b") && jvm.getLast().equals(jar.toString()), jvm::toString);

        var asked = Map.of("TOLLGATE_NATIVE", "gateway, payments");
        assertThrows(StartRefused.class, () -> Application.PAYMENTS.command(folder, asked));
        Files.createFile(runner, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertEquals(java.util.List.of(runner.toString()), Application.PAYMENTS.command(folder, asked));
    }

    @Test
    void unbuiltOrUnknownApplicationsAreNamed() {
        var unbuilt = assertThrows(StartRefused.class, () -> Application.KEYS.command(folder, Map.of()));
        var unknown =
                assertThrows(StartRefused.class, () -> Application.nativeOnes(Map.of("TOLLGATE_NATIVE", "cards")));

        assertTrue(unbuilt.getMessage().contains("keys-service"), unbuilt.getMessage());
        assertTrue(unknown.getMessage().contains("cards"), unknown.getMessage());
    }
}
