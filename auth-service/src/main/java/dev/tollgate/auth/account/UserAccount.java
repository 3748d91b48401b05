package dev.tollgate.auth.account;

import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Groups;
import dev.tollgate.platform.principal.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A person who can sign in: a member of one organization, or platform staff. Only what changed is written, so that somebody who signs in never
 * writes back the role that they had a moment ago.
 */
@Entity
@DynamicUpdate
@Table(name = "user_account")
public class UserAccount {
    public static final IdPrefix ID = new IdPrefix("usr");

    @Id
    private String id;

    @Column(name = "org_id")
    private @Nullable String orgId;

    @Convert(converter = RoleColumn.class)
    @Column(name = "role")
    private @Nullable Role role;

    @Column(name = "email")
    private String email;

    @Column(name = "name")
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "email_verified_at")
    private @Nullable Instant emailVerifiedAt;

    @Column(name = "removed_at")
    private @Nullable Instant removedAt;

    @Column(name = "provider")
    private String provider = "email";

    @Column(name = "provider_subject")
    private @Nullable String providerSubject;

    /** For Hibernate. */
    protected UserAccount() {}

    private UserAccount(String id, String orgId, Role role, String email, String name, Instant createdAt) {
        this.id = id;
        this.orgId = orgId;
        this.role = role;
        this.email = email;
        this.name = name;
        this.createdAt = createdAt;
    }

    /** The person who signs an organization up. */
    public static UserAccount owner(String orgId, String email, String name, Instant now) {
        return new UserAccount(ID.create(), orgId, Role.OWNER, email, name, now);
    }

    /**
     * Somebody who accepts an invitation.
     *
     * @param id the invitation's
     */
    public static UserAccount member(String id, String orgId, Role role, String email, String name, Instant createdAt) {
        return new UserAccount(id, orgId, role, email, name, createdAt);
    }

    /** The address is theirs: they opened what was mailed to it. The first time counts. */
    public void proveAddress(Instant now) {
        if (emailVerifiedAt == null) {
            emailVerifiedAt = now;
        }
    }

    /**
     * Takes over who an OpenID provider says it is. The first identity of an issuer is kept: another one with the same address is somebody to
     * whom the address has passed, and is refused.
     *
     * @param provider what the configuration calls it
     * @return whether it is the same person
     */
    public boolean identify(String provider, String issuer, String subject) {
        var known = providerSubject;
        var shown = issuer + ' ' + subject;
        if (known != null && known.startsWith(issuer + ' ') && !known.equals(shown)) {
            return false;
        }
        this.provider = provider;
        this.providerSubject = shown;
        return true;
    }

    /** Counts from the next request on. */
    public void changeRole(Role to) {
        role = to;
    }

    /** Takes away everything that they could do; the address is free again. */
    public void remove(Instant now) {
        removedAt = now;
    }

    public boolean isRemoved() {
        return removedAt != null;
    }

    public String id() {
        return id;
    }

    /** Null for platform staff. */
    public @Nullable String orgId() {
        return orgId;
    }

    /** Null for platform staff. */
    public @Nullable Role role() {
        return role;
    }

    /** The role as clients see it; staff are {@code platform_admin}. */
    public String wireRole() {
        return role == null ? Groups.PLATFORM_ADMIN : role.wire();
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /**
     * Whom they are at the provider who vouches for them.
     *
     * @param provider what the configuration calls it, or {@code email}
     * @param subject issuer and subject (OpenID Connect Core 1.0, section 5.7), with a space between; null where no provider has vouched
     */
    public record Identity(String provider, @Nullable String subject) {}

    public Identity identity() {
        return new Identity(provider, providerSubject);
    }

    /** Who vouches for them: {@code email}, or the OpenID provider by which they signed in. */
    public String provider() {
        return provider;
    }

    /** When they first opened a mailed link, or a provider vouched for the address. */
    public @Nullable Instant emailVerifiedAt() {
        return emailVerifiedAt;
    }
}
