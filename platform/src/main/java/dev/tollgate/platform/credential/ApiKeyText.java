package dev.tollgate.platform.credential;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import java.util.Optional;

/**
 * An API key as it is written, {@code pk_<mode>_<id>.<secret>} (contract/credentials.md, API keys): well-formed, its checksum right, and
 * nothing said about whether such a key exists. {@link CredentialForm} says what the parts are.
 *
 * @param id the public half
 * @param secret the private half, checksum and all
 */
public record ApiKeyText(Mode mode, String id, Secret secret) {
    private static final CredentialForm FORM = new CredentialForm("pk");

    private ApiKeyText(CredentialForm.Parts parts) {
        this(parts.mode(), parts.id(), parts.secret());
    }

    /** A new key of this mode. */
    public static ApiKeyText mint(Mode mode) {
        return new ApiKeyText(FORM.mint(mode));
    }

    /** Reads what a caller presented; empty for whatever {@link #mint} can't have made. */
    public static Optional<ApiKeyText> parse(String presented) {
        return FORM.parse(presented).map(ApiKeyText::new);
    }

    /** The half that may be shown and logged, {@code pk_live_<id>}. */
    public String prefix() {
        return FORM.prefix(mode, id);
    }

    /** The whole key, for the one who must have it. */
    public Secret text() {
        return FORM.text(mode, id, secret);
    }
}
