package dev.tollgate.auth.organization;

import dev.tollgate.platform.principal.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An organization: what everything else in Tollgate belongs to. */
@Entity
@Table(name = "organization")
class Organization {
    @Id
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "created_at")
    private Instant createdAt;

    /** For Hibernate. */
    protected Organization() {}

    Organization(String name, Instant now) {
        this.id = Tenant.ORGANIZATION.create();
        this.name = name;
        this.createdAt = now;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    @Override
    public String toString() {
        return id + ", created " + createdAt;
    }
}
