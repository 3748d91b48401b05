package dev.tollgate.keys.agent;

import dev.tollgate.keys.caller.DashboardSession;
import dev.tollgate.keys.secret.SecretHashes;
import dev.tollgate.platform.coherence.Changes;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.db.Transactions;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Gives an agent of either mode another token, takes its token out of use, and back; and answers when every gateway has heard it. Repeating a freeze or its end
 * changes nothing and promises the same.
 */
@ApplicationScoped
class ChangeAgent {
    private final AgentRepository agents;
    private final SecretHashes hashes;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Changes changes;
    private final Clock clock;

    ChangeAgent(
            AgentRepository agents,
            SecretHashes hashes,
            Transactions transactions,
            Outbox outbox,
            Changes changes,
            Clock clock) {
        this.agents = agents;
        this.hashes = hashes;
        this.transactions = transactions;
        this.outbox = outbox;
        this.changes = changes;
        this.clock = clock;
    }

    /** From the answer on, no gateway lets in the token before. */
    Uni<IssuedAgent> rotateToken(Tenant session, Actor by, String id) {
        return DashboardSession.inEitherMode(session, tenant -> {
            var text = AgentTokenText.mint(tenant.mode());
            return change(tenant, id, (transaction, agent) -> {
                        var rotated = agent.rotateToken(text, by, clock.instant());
                        return agents.addToken(transaction, rotated, hashes.of(text.secret()))
                                .replaceWith(Optional.of(rotated));
                    })
                    .map(found -> found.map(agent -> IssuedAgent.of(agent, text)));
        });
    }

    /** From the answer on, no gateway lets in its token. */
    Uni<AgentView> freeze(Tenant session, Actor by, String id) {
        return changeAtOnce(session, id, agent -> agent.freeze(by, clock.instant()));
    }

    /** From the answer on, every gateway lets in its token. */
    Uni<AgentView> unfreeze(Tenant session, Actor by, String id) {
        return changeAtOnce(session, id, agent -> agent.unfreeze(by));
    }

    private Uni<AgentView> changeAtOnce(Tenant session, String id, Function<Agent, Optional<AgentEvent>> transition) {
        return DashboardSession.inEitherMode(
                        session,
                        tenant -> change(
                                tenant,
                                id,
                                (transaction, agent) -> Uni.createFrom().item(transition.apply(agent))))
                .map(Agent::view);
    }

    /** @param number of the change; empty where there was nothing to change */
    private record Changed(Agent agent, Optional<Long> number) {}

    /** Empty where the tenant has no such agent. */
    private Uni<Optional<Agent>> change(
            Tenant tenant, String id, BiFunction<SqlConnection, Agent, Uni<Optional<AgentEvent>>> transition) {
        return transactions
                .inTenant(
                        tenant,
                        transaction -> agents.lock(transaction, tenant, id)
                                .chain(found -> found.map(agent -> transition
                                                .apply(transaction, agent)
                                                .chain(event -> record(transaction, agent, event))
                                                .map(Optional::of))
                                        .orElseGet(() -> Uni.createFrom().item(Optional.empty()))))
                .call(found ->
                        found.map(this::heard).orElseGet(() -> Uni.createFrom().voidItem()))
                .map(found -> found.map(Changed::agent));
    }

    private Uni<Void> heard(Changed changed) {
        return changed.number().map(changes::heard).orElseGet(changes::allHeard);
    }

    private Uni<Changed> record(SqlConnection transaction, Agent before, Optional<AgentEvent> transition) {
        return transition
                .map(event -> agents.save(transaction, event.agent())
                        .chain(() -> outbox.append(transaction, event))
                        .chain(() -> changes.note(transaction, before.subjectOfChanges()))
                        .map(number -> new Changed(event.agent(), Optional.of(number))))
                .orElseGet(() -> Uni.createFrom().item(new Changed(before, Optional.empty())));
    }
}
