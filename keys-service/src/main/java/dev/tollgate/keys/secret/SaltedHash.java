package dev.tollgate.keys.secret;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** What is stored of a secret. {@link SecretHashes} makes and compares them; it prints nothing of itself. */
public final class SaltedHash {
    private final byte[] salt;
    private final byte[] hash;
    private final @Nullable Integer pepperVersion;

    SaltedHash(byte[] salt, byte[] hash, @Nullable Integer pepperVersion) {
        this.salt = salt.clone();
        this.hash = hash.clone();
        this.pepperVersion = pepperVersion;
    }

    /** From the columns {@code salt}, {@code hash} and {@code pepper_version}. */
    public static SaltedHash stored(Row row) {
        return new SaltedHash(
                row.getBuffer("salt").getBytes(), row.getBuffer("hash").getBytes(), row.getInteger("pepper_version"));
    }

    /** For the column {@code salt}. */
    public Buffer salt() {
        return Buffer.buffer(salt);
    }

    /** For the column {@code hash}. */
    public Buffer hash() {
        return Buffer.buffer(hash);
    }

    /** Which pepper the hash was made with; null for none. */
    public @Nullable Integer pepperVersion() {
        return pepperVersion;
    }
}
