package dev.tollgate.onboarding.review;

import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessRepository;
import dev.tollgate.onboarding.access.ProductionAccessState;
import dev.tollgate.onboarding.access.TermsAcceptances;
import dev.tollgate.onboarding.access.TransitionLog;
import dev.tollgate.onboarding.organization.OrganizationRepository;
import dev.tollgate.platform.db.Sessions;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.page.QueueCursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What reviewers see. */
@ApplicationScoped
class ReadDeclarations {
    private final Sessions sessions;
    private final ProductionAccessRepository repository;
    private final OrganizationRepository organizations;
    private final TransitionLog log;
    private final TermsAcceptances acceptances;

    ReadDeclarations(
            Sessions sessions,
            ProductionAccessRepository repository,
            OrganizationRepository organizations,
            TransitionLog log,
            TermsAcceptances acceptances) {
        this.sessions = sessions;
        this.repository = repository;
        this.organizations = organizations;
        this.log = log;
        this.acceptances = acceptances;
    }

    /** Any organization's, for staff; 404 for one nobody heard of. */
    Uni<AccessRecord> any(String orgId) {
        return sessions.acrossTenants(() -> repository
                        .current(orgId)
                        .chain(access -> organizations
                                .known(orgId)
                                .chain(organization -> log.of(orgId)
                                        .chain(history -> acceptances
                                                .of(orgId)
                                                .map(terms ->
                                                        new AccessRecord(access, organization, history, terms))))))
                .invoke(found -> {
                    if (found.organization().isEmpty() && found.history().isEmpty()) {
                        throw Problem.notFound();
                    }
                });
    }

    /** Organizations that have declared, the oldest declaration first, in one state or in all. */
    <T> Uni<Page<T>> oldest(
            @Nullable ProductionAccessState state, QueueCursor after, int limit, Function<AccessRecord, T> view) {
        return sessions.acrossTenants(() -> repository
                        .oldest(state, after.at(), after.id(), limit)
                        .chain(rows -> organizations
                                .known(rows.stream()
                                        .map(ProductionAccess::orgId)
                                        .toList())
                                .map(known -> rows.stream()
                                        .map(access -> new AccessRecord(
                                                access,
                                                Optional.ofNullable(known.get(access.orgId())),
                                                List.of(),
                                                List.of()))
                                        .toList())))
                .map(records -> Page.ofQueue(records, limit, ReadDeclarations::place, view));
    }

    private static QueueCursor place(AccessRecord last) {
        var declaredAt = last.access().declaredAt();
        if (declaredAt == null) {
            throw new IllegalStateException("only declared organizations have rows");
        }
        return new QueueCursor(declaredAt, last.access().orgId());
    }
}
