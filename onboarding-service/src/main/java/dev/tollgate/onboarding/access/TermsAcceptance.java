package dev.tollgate.onboarding.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** That an owner accepted the terms for one declaration. A row is written once; the database lets nobody change it. */
@Entity
@Immutable
@Table(name = "production_terms_acceptance")
@IdClass(TermsAcceptance.Key.class)
public class TermsAcceptance {
    /** Of the terms as they read today; another text gets another one. */
    static final String VERSION = "1";

    @Id
    @Column(name = "org_id")
    private String orgId;

    @Id
    @Column(name = "decision")
    private int decision;

    @Column(name = "version")
    private String version;

    @Column(name = "accepted_by")
    private String acceptedBy;

    @Column(name = "accepted_at")
    private Instant acceptedAt;

    protected TermsAcceptance() {}

    /** @param decision the number of the declaration, or of the request, that they are accepted for */
    static TermsAcceptance of(String orgId, int decision, String acceptedBy, Instant acceptedAt) {
        var acceptance = new TermsAcceptance();
        acceptance.orgId = orgId;
        acceptance.decision = decision;
        acceptance.version = VERSION;
        acceptance.acceptedBy = acceptedBy;
        acceptance.acceptedAt = acceptedAt;
        return acceptance;
    }

    public int decision() {
        return decision;
    }

    public String version() {
        return version;
    }

    public String acceptedBy() {
        return acceptedBy;
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }

    record Key(String orgId, int decision) {}
}
