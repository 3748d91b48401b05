package dev.tollgate.bench.timing;

import dev.tollgate.bench.Founding;
import dev.tollgate.bench.Parallel;
import dev.tollgate.platform.credential.ApiKeyText;
import dev.tollgate.platform.principal.Mode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Keys of every kind, equally many. All of them look right: their checksums are. */
final class RefusedKeys {
    private static final int AT_ONCE = 8;
    private static final int CHECKSUM_LENGTH = 6;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final Map<Kind, List<ApiKeyText>> keys = new EnumMap<>(Kind.class);

    private RefusedKeys() {}

    static RefusedKeys make(Founding founding, int each) {
        var refused = new RefusedKeys();
        var organizations = founding.found(4, "Timed");
        refused.keys.put(
                Kind.UNKNOWN,
                IntStream.range(0, each)
                        .mapToObj(i -> ApiKeyText.mint(Mode.TEST))
                        .toList());
        refused.keys.put(
                Kind.WRONG_SECRET,
                founding.keys(each, "test", organizations).stream()
                        .map(key -> withAnotherSecret(parsed(key.text("secret"))))
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

    /** The same public half with the random characters of another key, and the checksum that belongs to the two. */
    private static ApiKeyText withAnotherSecret(ApiKeyText key) {
        var other = ApiKeyText.mint(Mode.TEST).secret().reveal();
        var text = key.prefix() + '.' + other.substring(0, other.length() - CHECKSUM_LENGTH);
        return parsed(text + checksum(text));
    }

    /** As {@link ApiKeyText} says it is made. */
    private static String checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        var checksum = new char[CHECKSUM_LENGTH];
        long rest = crc.getValue();
        for (int i = CHECKSUM_LENGTH - 1; i >= 0; i--) {
            checksum[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
            rest /= ALPHABET.length();
        }
        return new String(checksum);
    }
}
