package dev.tollgate.platform.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tollgate.platform.http.ClientAddress;
import dev.tollgate.platform.http.RequestTrace;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * An audited fact on its way to the audit log, which auth-service keeps: on a topic of its own ({@code tollgate.<service>.audit.v1}), because it says
 * where a request came from, which is nobody's business but the organization's, and of staff not even that (auth-service shows it to nobody). Its key
 * is the organization, so records of one arrive in the order in which they left.
 */
public record AuditRecord(
        FactType type, String orgId, @Nullable Mode mode, Data data) implements Fact {
    private static final String AGGREGATE = "audit";
    private static final String WHAT = "recorded";

    /** The one type of record that a service sends. */
    public static FactType typeOf(String service) {
        return new FactType(service, AGGREGATE, WHAT);
    }

    static AuditRecord of(Audited fact, RequestTrace trace) {
        var type = fact.type();
        var audit = fact.audit();
        return new AuditRecord(
                typeOf(type.service()),
                fact.orgId(),
                fact.mode(),
                new Data(
                        type.aggregate() + '.' + type.what(),
                        audit.actor(),
                        address(audit.actor()),
                        trace.requestId(),
                        new Target(type.aggregate(), fact.subject()),
                        audit.before(),
                        audit.after()));
    }

    @Override
    public String subject() {
        return orgId;
    }

    /** What a process does by itself comes from nowhere, whoever's request it happens upon. */
    private static @Nullable String address(Actor actor) {
        return actor.type() == ActorType.SERVICE ? null : ClientAddress.current();
    }

    /**
     * What is published (docs/events/).
     *
     * @param action what happened, as webhook types write it: {@code api_key.revoked}
     * @param ip the address that the request came from, as the gateway saw it; null where there was none
     * @param requestId what the client was told ({@code x-request-id}), or of work set off later the same, if its trace still knows
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Data(
            String action,
            Actor actor,
            @Nullable String ip,
            String requestId,
            Target target,
            @Nullable Object before,
            @Nullable Object after) {}

    /** What it happened to: the kind as facts name it, and its id. */
    @RegisterForReflection
    public record Target(String type, String id) {}
}
