package dev.tollgate.webhooks.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.platform.event.FactType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table of contract/webhooks.md: every public event type and the fact it tells. A fact that is not here is not delivered. */
public final class EventTypes {
    /** In a subscription: every type, also those that come later. */
    public static final String ALL = "*";

    /** Sent when somebody asks for it, whatever the subscription's types. */
    public static final String PING = "ping";

    private static final String PAYMENT_INTENT = "payment_intent";
    private static final String INVOICE = "invoice";

    private static final List<Entry> TABLE = List.of(
            same("payments", PAYMENT_INTENT, "created"),
            same("payments", PAYMENT_INTENT, "buyer_kyc_approved"),
            same("payments", PAYMENT_INTENT, "buyer_kyc_rejected"),
            same("payments", PAYMENT_INTENT, "on_chain_confirmed"),
            same("payments", PAYMENT_INTENT, "settled"),
            same("payments", PAYMENT_INTENT, "failed"),
            same("payments", PAYMENT_INTENT, "cancelled"),
            same("payments", PAYMENT_INTENT, "expired"),
            same("payments", INVOICE, "created"),
            same("payments", INVOICE, "submitted"),
            same("payments", INVOICE, "approved"),
            same("payments", INVOICE, "buyer_kyc_approved"),
            same("payments", INVOICE, "buyer_kyc_rejected"),
            same("payments", INVOICE, "on_chain_confirmed"),
            same("payments", INVOICE, "settled"),
            same("payments", INVOICE, "failed"),
            same("payments", INVOICE, "cancelled"),
            same("payments", INVOICE, "expired"),
            same("onboarding", "production_access", "declared"),
            same("onboarding", "production_access", "approved"),
            same("onboarding", "production_access", "denied"),
            same("onboarding", "production_access", "suspended"),
            same("onboarding", "production_access", "reinstated"),
            same("onboarding", "connected_account", "verifying"),
            same("onboarding", "connected_account", "approved"),
            same("onboarding", "connected_account", "rejected"),
            same("keys", "api_key", "created"),
            same("keys", "api_key", "revoked"),
            new Entry(new FactType("limits", "denial", "denied"), "limit.denied"));

    private static final Map<String, String> BY_WIRE = TABLE.stream()
            .collect(Collectors.toMap(
                    entry -> entry.fact().wire(), Entry::publicType, (one, other) -> one, LinkedHashMap::new));
    private static final Set<String> PUBLIC = publicTypes();

    private EventTypes() {}

    private record Entry(FactType fact, String publicType) {}

    private static Entry same(String service, String aggregate, String what) {
        return new Entry(new FactType(service, aggregate, what), aggregate + '.' + what);
    }

    private static Set<String> publicTypes() {
        Set<String> types = new LinkedHashSet<>(BY_WIRE.values());
        types.add(PING);
        return types;
    }

    /** The facts to listen for. */
    public static Set<FactType> facts() {
        return TABLE.stream().map(Entry::fact).collect(Collectors.toUnmodifiableSet());
    }

    /** The public type of a fact, {@code payment_intent.settled}; none where integrators are not told. */
    public static Optional<String> of(String wireType) {
        return Optional.ofNullable(BY_WIRE.get(wireType));
    }

    /** Whether a subscription or a filter may name this type. */
    public static boolean isKnown(String publicType) {
        return PUBLIC.contains(publicType);
    }

    /** What a client sees as {@code data}: the resource itself where the fact wraps it, else the fact's data. */
    public static JsonNode data(String publicType, JsonNode factData) {
        return publicType.startsWith(PAYMENT_INTENT + '.') ? factData.path("paymentIntent") : factData;
    }
}
