package dev.tollgate.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1, made by the JDK's keytool for this run, and a client that trusts it. */
final class Certificate {
    private static final String PASSWORD = "changeit";
    private static final Path STORE = make();

    private Certificate() {}

    /** Makes the gateway listen with TLS, on a port of its own, beside plain HTTP. */
    static Map<String, String> config() {
        return Map.of(
                "quarkus.tls.key-store.p12.path",
                STORE.toString(),
                "quarkus.tls.key-store.p12.password",
                PASSWORD,
                "quarkus.http.test-ssl-port",
                "0");
    }

    static SSLContext trusting() {
        try (var file = Files.newInputStream(STORE)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore(store));
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static KeyStore trustStore(KeyStore made) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("gate", made.getCertificate("gate"));
        return trusted;
    }

    private static Path make() {
        try {
            var store = Files.createTempDirectory("tollgate-tls-").resolve("gate.p12");
            store.toFile().deleteOnExit();
            var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
            var made = new ProcessBuilder(
                            keytool.toString(),
                            "-genkeypair",
                            "-alias",
                            "gate",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=127.0.0.1",
                            "-ext",
                            "SAN=ip:127.0.0.1,dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            if (made.waitFor() != 0) {
                throw new IllegalStateException(
                        new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
            return store;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
