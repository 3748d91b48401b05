package dev.tollgate.auth.signin;

import dev.tollgate.platform.crypto.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The right to start one session: 256 bits from a CSPRNG, mailed in a link, kept as a SHA-256 only. A plain hash is enough: there is
 * nothing to guess, so nothing that a slow hash would slow down.
 */
@Entity
@Table(name = "signin_token")
class SignInToken {
    static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int BYTES = 32;

    @Id
    private String hash;

    @Column(name = "account_id")
    private @Nullable String accountId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** For Hibernate. */
    protected SignInToken() {}

    /** @param accountId null for an address that nobody has: the token opens nothing */
    SignInToken(Secret plain, @Nullable String accountId, Instant now) {
        this.hash = hash(plain);
        this.accountId = accountId;
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    static Secret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static String hash(Secret plain) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(plain.reveal().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return "sign-in token of " + accountId + ", created " + createdAt;
    }
}
