package dev.tollgate.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** Starts what the gateway talks to, and gives it a key to sign with. */
public final class BehindTheGate implements QuarkusTestResourceLifecycleManager {
    static final String TRUSTED_PROXY = "127.0.0.9";
    static final String DASHBOARD = "https://dashboard.example";

    private final Services services = new Services();

    @Override
    public Map<String, String> start() {
        var config = new HashMap<>(services.addresses());
        config.put(
                "tollgate.internal-signing-key", SigningKeys.file("RSA", 2048).toString());
        config.put("tollgate.upstream.timeout", "2s");
        config.put("tollgate.upstream.upload-timeout", "8s");
        config.put("tollgate.upstream.connections", "8");
        config.put("tollgate.trusted-proxies", TRUSTED_PROXY + "/32,fd00::/8");
        config.put("tollgate.cors.origins", DASHBOARD + ",https://pay.example");
        config.putAll(Certificate.config());
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(services, new TestInjector.MatchesType(Services.class));
    }

    @Override
    public void stop() {
        services.all().forEach(FakeService::stop);
    }

    /** Private keys in files. */
    public static final class SigningKeys {
        private SigningKeys() {}

        /** A new key, as PKCS#8 PEM. */
        public static Path file(String algorithm, int bits) {
            try {
                var generator = KeyPairGenerator.getInstance(algorithm);
                generator.initialize(bits);
                var der = generator.generateKeyPair().getPrivate().getEncoded();
                var file = Files.createTempFile("tollgate-signing-key-", ".pem");
                file.toFile().deleteOnExit();
                return Files.writeString(
                        file,
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder().encodeToString(der)
                                + "\n-----END PRIVATE KEY-----\n");
            } catch (NoSuchAlgorithmException | IOException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
