package dev.tollgate.platform.credential;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An API key as it is written, {@code pk_<mode>_<id>.<secret>} (contract/credentials.md, API keys): well-formed, its checksum right, and
 * nothing said about whether such a key exists.
 *
 * <p>{@code <id>} is 20 base62 characters (119 bits), public, for lookups and logs. {@code <secret>} is 43 base62 characters from a CSPRNG
 * (62<sup>43</sup> &gt; 2<sup>256</sup>) and 6 of checksum: the CRC-32 of everything before it, in base62. So a typo is refused without a
 * lookup, and a secret scanner can tell a key from a text that only looks like one. The checksum is no protection: anybody can compute it.
 *
 * @param id the public half
 * @param secret the private half, checksum and all
 */
public record ApiKeyText(Mode mode, String id, Secret secret) {
    private static final int ID_LENGTH = 20;
    private static final int RANDOM_LENGTH = 43;
    private static final Pattern FORM = Pattern.compile("pk_(test|live)_([0-9A-Za-z]{" + ID_LENGTH
            + "})\\.([0-9A-Za-z]{" + (RANDOM_LENGTH + Base62.CHECKSUM_LENGTH) + "})");

    /** A new key of this mode. */
    public static ApiKeyText mint(Mode mode) {
        var id = Base62.random(ID_LENGTH);
        var random = Base62.random(RANDOM_LENGTH);
        return new ApiKeyText(mode, id, new Secret(random + Base62.checksum(prefix(mode, id) + '.' + random)));
    }

    /** Reads what a caller presented; empty for whatever {@link #mint} can't have made. */
    public static Optional<ApiKeyText> parse(String presented) {
        var form = FORM.matcher(presented);
        int checksum = presented.length() - Base62.CHECKSUM_LENGTH;
        return form.matches() && presented.endsWith(Base62.checksum(presented.substring(0, checksum)))
                ? Optional.of(new ApiKeyText(Mode.parse(form.group(1)), form.group(2), new Secret(form.group(3))))
                : Optional.empty();
    }

    /** The half that may be shown and logged, {@code pk_live_<id>}. */
    public String prefix() {
        return prefix(mode, id);
    }

    /** The whole key, for the one who must have it. */
    public Secret text() {
        return new Secret(prefix() + '.' + secret.reveal());
    }

    private static String prefix(Mode mode, String id) {
        return "pk_" + mode.wire() + '_' + id;
    }
}
