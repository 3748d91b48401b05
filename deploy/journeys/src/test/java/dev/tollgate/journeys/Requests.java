package dev.tollgate.journeys;

import dev.tollgate.local.demo.Api;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Documented routes as requests: with ids in the path, and a body where one belongs. */
final class Requests {
    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    /** The type of the id that a parameter stands for, by the path up to it. */
    private static final Map<String, String> ID_TYPES = Map.ofEntries(
            Map.entry("/v1/members/{id}", "usr"),
            Map.entry("/v1/api-keys/{id}", "key"),
            Map.entry("/v1/agents/{id}", "agt"),
            Map.entry("/v1/scope-grants/{id}", "grt"),
            Map.entry("/v1/payment-intents/{id}", "pi"),
            Map.entry("/v1/webhook-subscriptions/{id}", "whsub"),
            Map.entry("/v1/webhook-subscriptions/{id}/deliveries/{deliveryId}", "whdel"),
            Map.entry("/v1/notifications/{id}", "ntf"),
            Map.entry("/v1/connected-accounts/{id}", "acct"),
            Map.entry("/v1/uploads/{token}", "upload"),
            Map.entry("/connect/terms/{tosId}", "tos"),
            Map.entry("/v1/admin/connected-accounts/{id}", "acct"),
            Map.entry("/v1/admin/connected-accounts/{id}/documents/{documentId}", "doc"),
            Map.entry("/v1/admin/production-access/{orgId}", "org"),
            Map.entry("/v1/admin/kyb/{orgId}", "org"),
            Map.entry("/v1/admin/organizations/{orgId}", "org"),
            Map.entry("/v1/admin/organizations/{orgId}/agents/{agentId}", "agt"));

    /** Where who may call is decided after the body was read, the body has to be right. */
    private static final Map<String, String> BODIES = Map.of(
            "POST /v1/api-keys",
            "{\"name\":\"matrix\",\"mode\":\"test\",\"scopes\":[\"api_keys:write\"]}",
            "POST /v1/members",
            "{\"email\":\"matrix@acme.example\",\"name\":\"Mat Rix\",\"role\":\"viewer\"}",
            "PATCH /v1/members/{id}",
            "{\"role\":\"viewer\"}",
            "POST /v1/agents",
            "{\"name\":\"Matrix\"}",
            "POST /v1/scope-grants",
            "{\"agentId\":\"agt_01jd9x3m4eefz8wqfs1d7yq0ab\",\"scope\":\"treasury\"}",
            "POST /v1/connected-accounts/{id}/tos-accepted",
            "{\"tosId\":\"tos_01jd9x3m4eefz8wqfs1d7yq0ab\"}",
            "POST /v1/connected-accounts/{id}/upload-url",
            "{\"documentType\":\"proof_of_address\",\"contentType\":\"image/png\"}",
            "POST /v1/connected-accounts/{id}/payout-config",
            "{\"pixKeyType\":\"email\",\"pixKey\":\"matrix@acme.example\"}",
            "POST /v1/onboarding/kyb",
            """
            {"legalName":"Matrix Ltda","taxId":"11222333000181","country":"BR",
             "address":{"line1":"Rua Um 1","city":"Santos","region":"SP","postalCode":"11010-000","country":"BR"},
             "beneficialOwners":[{"name":"Ada Owner","ownershipPercent":100}]}""");

    private final String uuid;

    /** @param anyId an id of any type: what follows its prefix, but for the last character, makes ids of all types that nothing has */
    Requests(String anyId) {
        var own = anyId.substring(anyId.indexOf('_') + 1);
        this.uuid = own.substring(0, own.length() - 1) + (own.endsWith("0") ? '1' : '0');
    }

    /** The path with ids of the right type that are nobody's. */
    String nobodysIds(DocumentedRoute route) {
        return filled(route, type -> type + "_" + uuid);
    }

    /** The path with ids of one's choice, by their type. */
    static String filled(DocumentedRoute route, UnaryOperator<String> idOfType) {
        var path = new StringBuilder();
        var parameter = PARAMETER.matcher(route.path());
        int copied = 0;
        while (parameter.find()) {
            var type = ID_TYPES.get(route.path().substring(0, parameter.end()));
            if (type == null) {
                throw new IllegalStateException("say in ID_TYPES what the id in " + route + " is of");
            }
            path.append(route.path(), copied, parameter.start()).append(idOfType.apply(type));
            copied = parameter.end();
        }
        return path.append(route.path().substring(copied)).toString();
    }

    Api.Answer send(Api api, DocumentedRoute route, String path, String... headers) {
        return api.send(route.method(), path, body(route), headers);
    }

    private static @Nullable String body(DocumentedRoute route) {
        return BODIES.getOrDefault(route.name(), route.takesBody() ? "{}" : null);
    }
}
