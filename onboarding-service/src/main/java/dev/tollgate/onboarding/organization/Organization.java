package dev.tollgate.onboarding.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** An organization and the person who signed it up, whose address the sign-in link has verified. */
@Entity
@Immutable
@Table(name = "organization")
public class Organization {
    @Id
    @Column(name = "org_id")
    private String orgId;

    @Column(name = "name")
    private String name;

    @Column(name = "owner_user_id")
    private String ownerUserId;

    @Column(name = "owner_email")
    private String ownerEmail;

    @Column(name = "owner_name")
    private String ownerName;

    protected Organization() {}

    public String orgId() {
        return orgId;
    }

    public String name() {
        return name;
    }

    /** Who signed up: {@code usr_…}. */
    public String ownerUserId() {
        return ownerUserId;
    }

    public String ownerEmail() {
        return ownerEmail;
    }

    public String ownerName() {
        return ownerName;
    }
}
