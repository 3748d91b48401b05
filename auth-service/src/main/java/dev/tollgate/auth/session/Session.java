package dev.tollgate.auth.session;

import dev.tollgate.auth.account.UserAccount;
import dev.tollgate.auth.key.SigningKeys;
import dev.tollgate.platform.id.IdPrefix;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One signing in of one person: open for twelve hours unless ended before. */
@Entity
@Table(name = "session")
class Session {
    static final IdPrefix ID = new IdPrefix("ses");

    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "org_id")
    private @Nullable String orgId;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    /** For Hibernate. */
    protected Session() {}

    private Session(String userId, @Nullable String orgId, Instant now) {
        this.id = ID.create();
        this.userId = userId;
        this.orgId = orgId;
        this.startedAt = now;
        this.expiresAt = now.plus(SigningKeys.LONGEST_TOKEN);
    }

    static Session start(UserAccount account, Instant now) {
        return new Session(account.id(), account.orgId(), now);
    }

    /** The fact that it began; staff belong to no organization, and there are no facts about them. */
    Optional<SessionEvent> started() {
        return Optional.ofNullable(orgId).map(org -> new SessionEvent.Started(id, userId, org));
    }

    /** Ends it, once; ending it again changes nothing and is no fact. */
    Optional<SessionEvent> end(Instant now) {
        if (!isOpen(now)) {
            return Optional.empty();
        }
        endedAt = now;
        return Optional.ofNullable(orgId).map(org -> new SessionEvent.Ended(id, userId, org));
    }

    boolean isOpen(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    boolean belongsTo(String user) {
        return userId.equals(user);
    }

    String id() {
        return id;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return id + ", started " + startedAt;
    }
}
