package dev.tollgate.auth.mail;

import dev.tollgate.platform.id.IdPrefix;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code mail} as it is written; from then on the worker's statements have it. It is due at once, by the database's clock. */
@Entity
@Table(name = "mail")
class WaitingMail {
    static final IdPrefix ID = new IdPrefix("mail");

    @Id
    private String id;

    @Column(name = "recipient")
    private String recipient;

    @Column(name = "kind")
    private String kind;

    @Column(name = "sealed_token")
    private String sealedContent;

    @Column(name = "withheld")
    private boolean withheld;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "attempts")
    private int attempts;

    /** For Hibernate. */
    protected WaitingMail() {}

    WaitingMail(
            String id,
            String recipient,
            String kind,
            String sealedContent,
            boolean withheld,
            Instant now,
            Instant expiresAt) {
        this.id = id;
        this.recipient = recipient;
        this.kind = kind;
        this.sealedContent = sealedContent;
        this.withheld = withheld;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    @Override
    public String toString() {
        return kind + " mail " + id + ", created " + createdAt + ", until " + expiresAt + ", attempts " + attempts
                + (withheld ? ", withheld" : "");
    }
}
