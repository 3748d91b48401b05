package dev.tollgate.auth.signin;

import dev.tollgate.platform.crypto.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The right to start one session, mailed in a link. */
@Entity
@Table(name = "signin_token")
class SignInToken {
    static final Duration LIFETIME = Duration.ofMinutes(15);

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
        this.hash = LinkToken.hash(plain);
        this.accountId = accountId;
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return "sign-in token of " + accountId + ", created " + createdAt;
    }
}
