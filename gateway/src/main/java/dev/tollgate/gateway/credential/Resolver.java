package dev.tollgate.gateway.credential;

import dev.tollgate.gateway.upstream.InternalApi;
import dev.tollgate.gateway.upstream.Service;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Role;
import dev.tollgate.platform.principal.Tenant;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks keys-service or auth-service on every request, so that nothing revoked or signed out is remembered here. */
@ApplicationScoped
public class Resolver {
    private final InternalApi services;

    Resolver(InternalApi services) {
        this.services = services;
    }

    /** Who these headers speak for. Fails with 503 {@code UpstreamUnavailable} if the owner of the credential can't be asked. */
    public Future<Resolution> resolve(MultiMap headers) {
        return switch (Presented.in(headers)) {
            case Presented.Key(ApiKeyText text) ->
                services.post(
                        Service.KEYS,
                        "/internal/v1/api-keys/resolve",
                        new JsonObject()
                                .put("id", text.id())
                                .put("secret", text.secret().reveal())
                                .put("mode", text.mode().wire()),
                        answer -> key(answer, text.mode()));
            case Presented.Session(Secret token) ->
                services.post(
                        Service.AUTH,
                        "/internal/v1/sessions/resolve",
                        new JsonObject().put("token", token.reveal()),
                        Resolver::session);
        };
    }

    private static Resolution key(JsonObject answer, Mode written) {
        return switch (answer.getString("outcome")) {
            case "resolved" -> {
                var tenant = tenant(answer);
                if (tenant.mode() != written) {
                    throw new IllegalArgumentException("a key of the other mode");
                }
                yield new Resolution.Resolved(new Principal(
                        ActorType.API_KEY,
                        required(answer, "keyId"),
                        tenant,
                        null,
                        scopes(answer.getJsonArray("scopes")),
                        false,
                        null));
            }
            case "refused" -> new Resolution.Refused(CredentialProblem.refusedKey());
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
