package dev.tollgate.auth.mail;

import dev.tollgate.platform.id.IdPrefix;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code mail} as it is written; from then on the worker's statements have it. */
@Entity
@Table(name = "mail")
class OutgoingMail {
    static final IdPrefix ID = new IdPrefix("mail");

    @Id
    private String id;

    @Column(name = "recipient")
    private String recipient;

    @Column(name = "sealed_token")
    private String sealedToken;

    @Column(name = "withheld")
    private boolean withheld;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "attempts")
    private int attempts;

    /** For Hibernate. */
    protected OutgoingMail() {}

    OutgoingMail(String id, String recipient, String sealedToken, boolean withheld, Instant now, Instant expiresAt) {
        this.id = id;
        this.recipient = recipient;
        this.sealedToken = sealedToken;
        this.withheld = withheld;
        this.createdAt = now;
        this.expiresAt = expiresAt;
        this.dueAt = now;
    }

    @Override
    public String toString() {
        return "mail " + id + ", created " + createdAt + ", due " + dueAt + ", until " + expiresAt + ", attempts "
                + attempts + (withheld ? ", withheld" : "");
    }
}
