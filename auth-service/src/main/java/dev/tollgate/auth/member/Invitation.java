package dev.tollgate.auth.member;

import dev.tollgate.auth.account.RoleColumn;
import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The right of whoever reads an address's mail to become a member: works once, for days, until it is revoked. */
@Entity
@Table(name = "invitation")
class Invitation {
    static final Duration LIFETIME = Duration.ofDays(7);

    @Id
    private String id;

    @Column(name = "org_id")
    private String orgId;

    @Column(name = "email")
    private String email;

    @Column(name = "name")
    private @Nullable String name;

    @Convert(converter = RoleColumn.class)
    @Column(name = "role")
    private Role role;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "accepted_at")
    private @Nullable Instant acceptedAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    /** For Hibernate. */
    protected Invitation() {}

    Invitation(String orgId, String email, @Nullable String name, Role role, String tokenHash, Instant now) {
        this.id = UserAccount.ID.create();
        this.orgId = orgId;
        this.email = email;
        this.name = name;
        this.role = role;
        this.createdAt = now;
        this.tokenHash = tokenHash;
        this.expiresAt = now.plus(LIFETIME);
    }

    MemberEvent.Invited invited(Actor by) {
        return new MemberEvent.Invited(orgId, data(by));
    }

    /** A new link takes the place of the one before, and works for as long as a first one would. */
    void sendAgain(String newTokenHash, Instant now) {
        tokenHash = newTokenHash;
        expiresAt = now.plus(LIFETIME);
    }

    /** What they are called, if somebody says so now. */
    void rename(@Nullable String newName) {
        if (newName != null) {
            name = newName;
        }
    }

    MemberEvent.RoleChanged changeRole(Role to, Actor by) {
        var from = role;
        role = to;
        return new MemberEvent.RoleChanged(orgId, data(by).after(from));
    }

    MemberEvent.Removed revoke(Actor by, Instant now) {
        var removed = new MemberEvent.Removed(orgId, data(by));
        revokedAt = now;
        return removed;
    }

    /** The account of who accepted. */
    UserAccount account() {
        return UserAccount.member(id, orgId, role, email, name == null ? localPart() : name, createdAt);
    }

    private MemberEvent.Data data(Actor by) {
        return MemberEvent.Data.of(Member.of(this), by);
    }

    private String localPart() {
        return email.substring(0, email.indexOf('@'));
    }

    boolean isPending() {
        return acceptedAt == null && revokedAt == null;
    }

    String id() {
        return id;
    }

    String email() {
        return email;
    }

    @Nullable
    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return "invitation of " + id + ", created " + createdAt;
    }
}
