package dev.tollgate.keys.apikey;

import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An issued API key, without its secret: salt and hash are no fields of this class, so that no query of it can bring them along. Only
 * revocation ever changes it, and only once.
 */
@Entity
@Table(name = "api_key")
class ApiKey {
    static final IdPrefix ID = new IdPrefix("key");

    @Id
    private String id;

    @Column(name = "org_id")
    private String orgId;

    @Column(name = "mode")
    private String mode;

    @Column(name = "name")
    private String name;

    @Column(name = "lookup_id")
    private String lookupId;

    @Column(name = "scopes")
    private String[] scopes;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "idempotency_key")
    private @Nullable String idempotencyKey;

    /** For Hibernate. */
    protected ApiKey() {}

    /** The key that an order asks for; {@code text} is what its holder will write. */
    static ApiKey issue(ApiKeyOrder order, ApiKeyText text, Instant now) {
        var key = new ApiKey();
        key.id = ID.create();
        key.orgId = order.tenant().orgId();
        key.mode = text.mode().wire();
        key.name = order.name();
        key.lookupId = text.id();
        key.scopes = order.scopes().toArray(String[]::new);
        key.createdAt = now;
        key.expiresAt = order.expiresAt();
        key.idempotencyKey = order.idempotencyKey();
        return key;
    }

    /** The fact that it was issued. */
    ApiKeyEvent.Created created(Actor by) {
        return new ApiKeyEvent.Created(new ApiKeyEvent.Data(view(), by));
    }

    /** The fact that it was revoked. */
    ApiKeyEvent revoked(Actor by) {
        if (revokedAt == null) {
            throw new IllegalStateException(id + " is not revoked");
        }
        return new ApiKeyEvent.Revoked(new ApiKeyEvent.Data(view(), by));
    }

    /** What may be shown of it, now and ever after. */
    ApiKeyView view() {
        return new ApiKeyView(
                id,
                orgId,
                name,
                "pk_" + mode + '_' + lookupId,
                mode.equals(Mode.TEST.wire()),
                List.of(scopes),
                lastUsedAt,
                revokedAt,
                createdAt,
                expiresAt);
    }

    String id() {
        return id;
    }

    String lookupId() {
        return lookupId;
    }
}
