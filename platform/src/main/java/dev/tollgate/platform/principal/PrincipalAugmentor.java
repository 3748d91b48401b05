package dev.tollgate.platform.principal;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.security.Permission;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Turns the verified internal token into a {@link Principal} and its scopes into Quarkus permissions, so that
 * {@code @PermissionsAllowed("payment_intents:write")} is the scope check of a route. A refusal says what was required and what is held.
 */
@ApplicationScoped
public class PrincipalAugmentor implements SecurityIdentityAugmentor {
    static final String ATTRIBUTE = "tollgate.principal";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        var principal = read(token);
        SecurityIdentity augmented = QuarkusSecurityIdentity.builder(identity)
                .addAttribute(ATTRIBUTE, principal)
                .addPermissionChecker(permission -> check(principal, permission))
                .build();
        return Uni.createFrom().item(augmented);
    }

    private static Principal read(JsonWebToken token) {
        try {
            String org = token.getClaim("org");
            String role = token.getClaim("role");
            Object blocked = token.getClaim("live_blocked");
            return new Principal(
                    ActorType.parse(token.<String>getClaim("actor")),
                    token.getSubject(),
                    org == null ? null : new Tenant(org, Mode.parse(token.<String>getClaim("mode"))),
                    role == null ? null : Role.parse(role),
                    scopes(token.getClaim("scopes")),
                    JsonValue.TRUE.equals(blocked) || Boolean.TRUE.equals(blocked),
                    token.getClaim("sid"),
                    tier(token.getClaim("kya_tier")));
        } catch (RuntimeException malformed) {
            throw new AuthenticationFailedException("not an internal principal", malformed);
        }
    }

    private static @Nullable Integer tier(@Nullable Object claim) {
        return switch (claim) {
            case null -> null;
            case JsonNumber json -> json.intValueExact();
            default -> Integer.valueOf(claim.toString());
        };
    }

    private static @Nullable Set<String> scopes(@Nullable Object claim) {
        return claim instanceof Collection<?> values
                ? values.stream()
                        .map(value -> value instanceof JsonString json ? json.getString() : String.valueOf(value))
                        .collect(Collectors.toUnmodifiableSet())
                : null;
    }

    private static Uni<Boolean> check(Principal principal, Permission permission) {
        var scope = permission.getActions().isEmpty()
                ? permission.getName()
                : permission.getName() + ':' + permission.getActions();
        return principal.mayUse(scope)
                ? Uni.createFrom().item(true)
                : Uni.createFrom().failure(refusal(principal, scope));
    }

    private static Problem refusal(Principal principal, String scope) {
        return switch (principal.actor()) {
            case API_KEY, AGENT ->
                Problem.of(
                        ErrorCode.INSUFFICIENT_SCOPE,
                        "This credential lacks the scope " + scope + ".",
                        Map.of(
                                "required",
                                scope,
                                "granted",
                                List.copyOf(principal.scopes() == null ? Set.of() : principal.scopes())));
            case USER, STAFF, SERVICE -> Problem.of(ErrorCode.INSUFFICIENT_ROLE, "Your role does not allow this.");
            case ANONYMOUS -> Problem.of(ErrorCode.AUTHENTICATION_REQUIRED, "This request needs a credential.");
        };
    }
}
