package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.onboarding.notification.Notice;
import dev.tollgate.onboarding.notification.Notices;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.event.Outbox;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The append-only history, and the facts that mirror it one to one. */
@ApplicationScoped
public class TransitionLog implements PanacheRepositoryBase<ProductionAccessChange, ProductionAccessChange.Key> {
    private final Outbox outbox;
    private final Changes changes;
    private final Notices notices;
    private final TermsAcceptances acceptances;
    private final ObjectMapper json;

    TransitionLog(Outbox outbox, Changes changes, Notices notices, TermsAcceptances acceptances, ObjectMapper json) {
        this.outbox = outbox;
        this.changes = changes;
        this.notices = notices;
        this.acceptances = acceptances;
        this.json = json;
    }

    /**
     * One history row, the terms that an owner accepted with it, one notice to whoever must be told, one fact and one change for whoever remembers the state, in the current transaction, which holds
     * the organization's row. To be called last in it; the number of the change is what to wait for before the answer.
     */
    public Uni<Long> append(ProductionAccess moved, ProductionAccessEvent event) {
        return persist(ProductionAccessChange.of(event, written(event.declared())))
                .chain(() -> accepted(event))
                .chain(this::flush)
                .chain(() -> tell(moved, event))
                .chain(() -> outbox.append(event))
                .chain(() -> changes.note(ProductionAccessGate.subject(event.orgId())));
    }

    /** Who declares accepts; who requests does not. */
    private Uni<?> accepted(ProductionAccessEvent event) {
        var declared = event.declared();
        return declared == null || declared.via() == Via.REQUEST
                ? Uni.createFrom().voidItem()
                : acceptances.persist(TermsAcceptance.of(
                        event.orgId(), event.decision(), event.actor().id(), event.at()));
    }

    /** Reviewers of a declaration; of a decision the owner who stands for the declaration (of the first release's, where nobody knew who that was, nobody). */
    private Uni<Void> tell(ProductionAccess moved, ProductionAccessEvent event) {
        var owner = moved.identity();
        if (owner == null) {
            return Uni.createFrom().voidItem();
        }
        var notice = new Notice(
                event.transition().notice(),
                event.orgId(),
                owner.organizationName(),
                event.decision(),
                event.notes(),
                event.at());
        return event.transition() == ProductionAccessTransition.DECLARE
                ? notices.toStaff(notice)
                : notices.toOwner(notice, owner.userId(), owner.email());
    }

    /** All moves of an organization, the first one first. */
    public Uni<List<ProductionAccessEvent>> of(String orgId) {
        return list("orgId = ?1 order by sequence", orgId)
                .map(rows -> rows.stream()
                        .map(row -> row.event(read(row.declaration())))
                        .toList());
    }

    private @Nullable String written(@Nullable Declared declared) {
        try {
            return declared == null ? null : json.writeValueAsString(declared);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable Declared read(@Nullable String declaration) {
        try {
            return declaration == null ? null : json.readValue(declaration, Declared.class);
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("a declaration in the history is not readable", notOurs);
        }
    }
}
