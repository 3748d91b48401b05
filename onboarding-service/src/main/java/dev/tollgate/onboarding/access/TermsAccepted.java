package dev.tollgate.onboarding.access;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.tollgate.platform.event.Audit;
import dev.tollgate.platform.event.Audited;
import dev.tollgate.platform.event.FactType;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody accepted terms in the organization's name. (A declaration accepts its own: {@code via} in its fact says so.)
 *
 * @param mode null for the terms of production access, which are the whole organization's
 */
public record TermsAccepted(String orgId, @Nullable Mode mode, Terms terms, Actor actor) implements Audited {
    public static final FactType ACCEPTED = new FactType("onboarding", "terms", "accepted");

    /** Which terms. */
    public enum Terms {
        /** Of the service, in one mode. */
        SERVICE,

        /** Of production access, for a request that came without them. */
        PRODUCTION_ACCESS;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public FactType type() {
        return ACCEPTED;
    }

    @Override
    public String subject() {
        return orgId;
    }

    @Override
    public Data data() {
        return new Data(orgId, terms, actor);
    }

    @Override
    public Audit audit() {
        return Audit.created(actor, new Acceptance(terms));
    }

    /** What is published (docs/events/). */
    @RegisterForReflection
    record Data(String organizationId, Terms terms, Actor actor) {}

    /** What the audit log shows. */
    @RegisterForReflection
    record Acceptance(Terms terms) {}
}
