package dev.tollgate.onboarding.access;

import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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

    /** Null in rows of the first release. */
    @Column(name = "actor_type")
    private @Nullable String actorType;

    @Column(name = "actor_id")
    private String actorId;

    @Column(name = "notes")
    private @Nullable String notes;

    @Embedded
    private @Nullable Ceiling ceiling;

    /** JSON: {@link Declared}. */
    @Column(name = "declaration")
    private @Nullable String declaration;

    @Column(name = "at")
    private Instant at;

    protected ProductionAccessChange() {}

    /** @param declaration what was declared, as JSON */
    static ProductionAccessChange of(ProductionAccessEvent event, @Nullable String declaration) {
        var change = new ProductionAccessChange();
        change.orgId = event.orgId();
        change.sequence = event.decision();
        change.transition = event.transition();
        change.from = event.from();
        change.to = event.to();
        change.actorType = event.actor().type().wire();
        change.actorId = event.actor().id();
        change.notes = event.notes();
        change.ceiling = event.ceiling();
        change.declaration = declaration;
        change.at = event.at();
        return change;
    }

    /** The move it tells of. */
    ProductionAccessEvent event(@Nullable Declared declared) {
        return new ProductionAccessEvent(
                orgId, sequence, transition, from, new Actor(actorType(), actorId), notes, ceiling, declared, at);
    }

    private ActorType actorType() {
        if (actorType != null) {
            return ActorType.parse(actorType);
        }
        return transition == ProductionAccessTransition.DECLARE ? ActorType.USER : ActorType.STAFF;
    }

    @Nullable
    String declaration() {
        return declaration;
    }

    record Key(String orgId, int sequence) {}
}
