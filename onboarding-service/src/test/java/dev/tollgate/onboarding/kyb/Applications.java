package dev.tollgate.onboarding.kyb;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Applications as clients send them. */
final class Applications {
    static final String CNPJ = "11.222.333/0001-81";
    private static final Map<String, Object> ADDRESS = Map.of(
            "line1",
            "Rua das Flores 1",
            "city",
            "São Paulo",
            "region",
            "SP",
            "postalCode",
            "01001-000",
            "country",
            "BR");

    private Applications() {}

    static Map<String, Object> valid() {
        return Map.of(
                "legalName",
                "Souza Comércio Ltda.",
                "taxId",
                CNPJ,
                "country",
                "BR",
                "address",
                ADDRESS,
                "beneficialOwners",
                List.of(owner(60), owner(25)));
    }

    static Map<String, Object> owner(Object percent) {
        return owner(percent, "529.982.247-25");
    }

    static Map<String, Object> owner(Object percent, String taxId) {
        return Map.of("name", "Ana Souza", "taxId", taxId, "ownershipPercent", percent);
    }

    static Map<String, Object> with(String field, Object value) {
        var changed = new TreeMap<>(valid());
        changed.put(field, value);
        return changed;
    }

    static Map<String, Object> without(String field) {
        var changed = new TreeMap<>(valid());
        changed.remove(field);
        return changed;
    }

    static Map<String, Object> addressWith(String field, Object value) {
        var changed = new TreeMap<>(ADDRESS);
        changed.put(field, value);
        return with("address", changed);
    }
}
