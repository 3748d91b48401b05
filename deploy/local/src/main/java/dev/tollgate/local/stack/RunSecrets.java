package dev.tollgate.local.stack;

import dev.tollgate.local.infra.DatabaseBootstrap;
import dev.tollgate.local.infra.DatabasePasswords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The secrets of one run, made for it and kept in files that only the user may read: for the processes that get them, and
 * for a person who wants to look into the database.
 *
 * @param signingKey PEM file of the gateway's private key
 * @param serviceTokens folder of the tokens by which services act on their own behalf, a file each
 * @param encryptionKey base64 of 32 random bytes
 */
record RunSecrets(Path signingKey, Path serviceTokens, String encryptionKey, DatabasePasswords passwords) {

    private static final String FOLDER = "secrets";
    private static final int RSA_BITS = 2048;
    private static final int ENCRYPTION_KEY_BYTES = 32;
    private static final int PEM_LINE = 64;

    static RunSecrets make(Path runFolder) {
        var folder = runFolder.resolve(FOLDER);
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var secrets =
                    new RunSecrets(signingKey(runFolder), folder, encryptionKeyText(), DatabasePasswords.random());
            var pem = signingKeyPem();
            var tokens = new ServiceTokens(pem);
            write(secrets.signingKey, pem);
            for (var service : DatabaseBootstrap.SERVICES) {
                write(secrets.serviceToken(service), tokens.of(service + "-service") + "\n");
            }
            write(folder.resolve("encryption-key"), secrets.encryptionKey + "\n");
            write(folder.resolve("database-passwords"), passwordList(secrets.passwords));
            return secrets;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write secrets to " + folder, e);
        }
    }

    /** Where the gateway's private key of a run is. */
    static Path signingKey(Path runFolder) {
        return runFolder.resolve(FOLDER).resolve("internal-signing-key.pem");
    }

    /** Where the token of a service is, {@code limits} for example. */
    Path serviceToken(String service) {
        return serviceTokens.resolve(service + "-service-token.jwt");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static String signingKeyPem() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            var lines = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encryptionKeyText() {
        var bytes = new byte[ENCRYPTION_KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String passwordList(DatabasePasswords passwords) {
        var text = new StringBuilder("postgres " + passwords.superuser() + "\n");
        for (var service : DatabaseBootstrap.SERVICES) {
            text.append(service)
                    .append("_owner ")
                    .append(passwords.of(service).owner())
                    .append('\n');
            text.append(service)
                    .append("_app ")
                    .append(passwords.of(service).app())
                    .append('\n');
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "RunSecrets[…]";
    }
}
