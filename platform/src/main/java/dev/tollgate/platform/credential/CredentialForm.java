package dev.tollgate.platform.credential;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The form that our credentials share, {@code <kind>_<mode>_<id>.<secret>} (contract/credentials.md).
 *
 * <p>{@code <id>} is 20 base62 characters (119 bits), public, for lookups and logs. {@code <secret>} is 43 base62 characters from a CSPRNG
 * (62<sup>43</sup> &gt; 2<sup>256</sup>) and 6 of checksum: the CRC-32 of everything before it, in base62. So a typo is refused without a
 * lookup, a secret scanner can tell a credential from a text that only looks like one, and the secret of one kind or mode does not fit another.
 * The checksum is no protection: anybody can compute it.
 */
final class CredentialForm {
    private static final int ID_LENGTH = 20;
    private static final int RANDOM_LENGTH = 43;

    private final String kind;
    private final Pattern form;

    CredentialForm(String kind) {
        this.kind = kind;
        this.form = Pattern.compile(kind + "_(test|live)_([0-9A-Za-z]{" + ID_LENGTH + "})\\.([0-9A-Za-z]{"
                + (RANDOM_LENGTH + Base62.CHECKSUM_LENGTH) + "})");
    }

    /** A credential of whatever kind, taken apart. */
    record Parts(Mode mode, String id, Secret secret) {}

    /** A new one of this mode. */
    Parts mint(Mode mode) {
        var id = Base62.random(ID_LENGTH);
        var random = Base62.random(RANDOM_LENGTH);
        return new Parts(mode, id, new Secret(random + Base62.checksum(prefix(mode, id) + '.' + random)));
    }

    /** Reads what a caller presented; empty for whatever {@link #mint} can't have made. */
    Optional<Parts> parse(String presented) {
        var parts = form.matcher(presented);
        int checksum = presented.length() - Base62.CHECKSUM_LENGTH;
        return parts.matches() && presented.endsWith(Base62.checksum(presented.substring(0, checksum)))
                ? Optional.of(new Parts(Mode.parse(parts.group(1)), parts.group(2), new Secret(parts.group(3))))
                : Optional.empty();
    }

    String prefix(Mode mode, String id) {
        return kind + '_' + mode.wire() + '_' + id;
    }

    Secret text(Mode mode, String id, Secret secret) {
        return new Secret(prefix(mode, id) + '.' + secret.reveal());
    }
}
