package dev.tollgate.bench.timing;

import dev.tollgate.bench.ForgedKeys;
import dev.tollgate.bench.Founding;
import dev.tollgate.bench.Parallel;
import dev.tollgate.platform.credential.ApiKeyText;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Keys of every kind, equally many. All of them look right: their checksums are. */
final class RefusedKeys {
    private static final int AT_ONCE = 8;

    private final Map<Kind, List<ApiKeyText>> keys = new EnumMap<>(Kind.class);

    private RefusedKeys() {}

    static RefusedKeys make(Founding founding, int each) {
        var refused = new RefusedKeys();
        var organizations = founding.found(4, "Timed");
        refused.keys.put(
                Kind.UNKNOWN,
                IntStream.range(0, each).mapToObj(i -> ForgedKeys.unknown()).toList());
        refused.keys.put(
                Kind.WRONG_SECRET,
                founding.keys(each, "test", organizations).stream()
                        .map(key -> ForgedKeys.withAnotherSecret(key.text("secret")))
                        .toList());
        var revoked = founding.keys(each, "test", organizations);
        Parallel.map(
                AT_ONCE,
                IntStream.range(0, each).boxed().toList(),
                i -> founding.story()
                        .api()
                        .as(organizations.get(i % organizations.size()).session())
                        .delete("/v1/api-keys/" + revoked.get(i).text("id"))
                        .expect(204));
        refused.keys.put(
                Kind.REVOKED,
                revoked.stream().map(key -> parsed(key.text("secret"))).toList());
        return refused;
    }

    List<ApiKeyText> of(Kind kind) {
        return keys.getOrDefault(kind, List.of());
    }

    private static ApiKeyText parsed(String text) {
        return ApiKeyText.parse(text).orElseThrow();
    }
}
