package dev.tollgate.gateway.credential;

import dev.tollgate.gateway.memory.Subscriptions;
import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.coherence.memory.Memory;
import dev.tollgate.platform.coherence.memory.Testimony;
import dev.tollgate.platform.credential.AgentTokenText;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says whose a credential is: as keys-service or auth-service would say now, from memory where that is certain. */
@Singleton
public class Resolver {
    private static final Pattern JWT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /** A session's token; the others are shorter. */
    private static final int LONGEST = 4096;

    private final InternalApi services;
    private final KeyUses uses;
    private final Memory<Resolution> keys;
    private final Memory<Resolution> sessions;

    Resolver(InternalApi services, Subscriptions subscriptions, KeyUses uses) {
        this.services = services;
        this.uses = uses;
        this.keys = subscriptions.memoryOf(Service.KEYS);
        this.sessions = subscriptions.memoryOf(Service.AUTH);
    }

    /**
     * Who these headers speak for. Fails with 503 {@code UpstreamUnavailable} if the owner of the credential can't be asked.
     *
     * @param beforeAsking run where memory does not know and the owner would be asked; what it throws is the answer instead
     */
    public Future<Resolution> resolve(MultiMap headers, Runnable beforeAsking) {
        var presented = Presented.in(headers);
        var text = presented.text().reveal();
        if (text.length() > LONGEST) {
            throw refusal(presented.kind());
        }
        var memory = presented.kind() == Presented.Kind.SESSION ? sessions : keys;
        var fingerprint = Fingerprint.of(text);
        var known = memory.known(fingerprint);
        if (known != null) {
            used(known);
            return Future.succeededFuture(known);
        }
        var question = question(presented.kind(), text);
        beforeAsking.run();
        return memory.recall(fingerprint, question).onSuccess(this::used);
    }

    /** Who is asked about a credential that is not known. One that can't be right is refused here, without asking anybody. */
    private Supplier<Future<Testimony<Resolution>>> question(Presented.Kind kind, String text) {
        return switch (kind) {
            case KEY -> {
                var key = ApiKeyText.parse(text).orElseThrow(() -> refusal(kind));
                yield () -> ask(
                        Service.KEYS,
                        "/internal/v1/api-keys/resolve",
                        parts(key.mode(), key.id(), key.secret()),
                        answer -> issued(answer, ActorType.API_KEY, key.mode()));
            }
            case AGENT -> {
                var agent = AgentTokenText.parse(text).orElseThrow(() -> refusal(kind));
                yield () -> ask(
                        Service.KEYS,
                        "/internal/v1/agents/resolve",
                        parts(agent.mode(), agent.id(), agent.secret()),
                        answer -> issued(answer, ActorType.AGENT, agent.mode()));
            }
            case SESSION -> {
                if (!JWT.matcher(text).matches()) {
                    throw refusal(kind);
                }
                yield () -> ask(
                        Service.AUTH,
                        "/internal/v1/sessions/resolve",
                        new JsonObject().put("token", text),
                        Resolver::session);
            }
        };
    }

    /** Of what can't be right. */
    private static Problem refusal(Presented.Kind kind) {
        return switch (kind) {
            case KEY -> CredentialProblem.malformedKey();
            case AGENT -> CredentialProblem.refusedAgent();
            case SESSION -> CredentialProblem.refusedSession();
        };
    }

    private Future<Testimony<Resolution>> ask(
            Service owner, String path, JsonObject body, Function<JsonObject, Resolution> reader) {
        return services.post(owner, path, body, answer -> testimony(answer, reader.apply(answer)));
    }

    private void used(Resolution resolution) {
        if (resolution instanceof Resolution.Resolved(Principal key) && key.actor() == ActorType.API_KEY) {
            uses.used(key.actorId());
        }
    }

    private static Testimony<Resolution> testimony(JsonObject answer, Resolution resolution) {
        return Testimony.of(answer, resolution, resolution instanceof Resolution.Resolved);
    }

    private static JsonObject parts(Mode mode, String id, Secret secret) {
        return new JsonObject().put("id", id).put("secret", secret.reveal()).put("mode", mode.wire());
    }

    /** An API key or an agent: keys-service says the same of both, but for the name of the id. */
    private static Resolution issued(JsonObject answer, ActorType actor, Mode written) {
        boolean agent = actor == ActorType.AGENT;
        return switch (answer.getString("outcome")) {
            case "resolved" -> {
                var tenant = tenant(answer);
                if (tenant.mode() != written) {
                    throw new IllegalArgumentException("a credential of the other mode");
                }
                var scopes = scopes(answer.getJsonArray("scopes"));
                if (agent && scopes == null) {
                    throw new IllegalArgumentException("an agent without scopes");
                }
                var id = required(answer, agent ? "agentId" : "keyId");
                var tier = agent ? answer.getInteger("kyaTier") : null;
                yield new Resolution.Resolved(new Principal(actor, id, tenant, null, scopes, false, null, tier));
            }
            case "refused" ->
                new Resolution.Refused(agent ? CredentialProblem.refusedAgent() : CredentialProblem.refusedKey());
            default -> throw new IllegalArgumentException("an unknown outcome");
        };
    }

    private static Resolution session(JsonObject answer) {
        return switch (answer.getString("outcome")) {
            case "resolved" -> new Resolution.Resolved(person(answer));
            case "expired" -> new Resolution.Refused(CredentialProblem.expiredSession());
            case "refused" -> new Resolution.Refused(CredentialProblem.refusedSession());
            default -> throw new IllegalArgumentException("an unknown outcome");
        };
    }

    private static Principal person(JsonObject answer) {
        String userId = required(answer, "userId");
        String sessionId = required(answer, "sessionId");
        return switch (required(answer, "actor")) {
            case "user" ->
                new Principal(
                        ActorType.USER,
                        userId,
                        tenant(answer),
                        Role.parse(required(answer, "role")),
                        null,
                        false,
                        sessionId);
            case "staff" -> new Principal(ActorType.STAFF, userId, null, null, null, false, sessionId);
            default -> throw new IllegalArgumentException("an unknown actor");
        };
    }

    private static Tenant tenant(JsonObject answer) {
        return new Tenant(required(answer, "orgId"), Mode.parse(required(answer, "mode")));
    }

    private static @Nullable Set<String> scopes(@Nullable JsonArray scopes) {
        return scopes == null ? null : scopes.stream().map(String.class::cast).collect(Collectors.toUnmodifiableSet());
    }

    private static String required(JsonObject answer, String field) {
        String value = answer.getString(field);
        if (value == null) {
            throw new IllegalArgumentException("without " + field);
        }
        return value;
    }
}
