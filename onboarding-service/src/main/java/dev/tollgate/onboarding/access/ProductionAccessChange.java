package dev.tollgate.onboarding.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the history. It is written once; the database lets nobody change it. */
@Entity
@Immutable
@Table(name = "production_access_history")
@IdClass(ProductionAccessChange.Key.class)
class ProductionAccessChange {
    @Id
    @Column(name = "org_id")
    private String orgId;

    @Id
    @Column(name = "sequence")
    private int sequence;

    @Enumerated(EnumType.STRING)
    @Column(name = "transition")
    private ProductionAccessTransition transition;

    @Enumerated(EnumType.STRING)
    @Column(name = "from_state")
    private ProductionAccessState from;

    @Enumerated(EnumType.STRING)
    @Column(name = "to_state")
    private ProductionAccessState to;

    @Column(name = "actor_id")
    private String actorId;

    @Column(name = "notes")
    private @Nullable String notes;

    @Column(name = "at")
    private Instant at;

    protected ProductionAccessChange() {}

    static ProductionAccessChange of(ProductionAccessEvent event) {
        var change = new ProductionAccessChange();
        change.orgId = event.orgId();
        change.sequence = event.sequence();
        change.transition = event.transition();
        change.from = event.from();
        change.to = event.to();
        change.actorId = event.actorId();
        change.notes = event.notes();
        change.at = event.at();
        return change;
    }

    /** The move it tells of. */
    ProductionAccessEvent event() {
        return new ProductionAccessEvent(orgId, sequence, transition, from, actorId, notes, at);
    }

    record Key(String orgId, int sequence) {}
}
