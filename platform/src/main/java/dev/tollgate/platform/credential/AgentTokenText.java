package dev.tollgate.platform.credential;

import dev.tollgate.platform.crypto.Secret;
import dev.tollgate.platform.principal.Mode;
import java.util.Optional;

/**
 * An agent's token as it is written, {@code agent_<mode>_<id>.<secret>} (contract/credentials.md, Agent tokens): well-formed, its checksum right, and
 * nothing said about whether such a token exists. {@link CredentialForm} says what the parts are.
 *
 * @param id the public half
 * @param secret the private half, checksum and all
 */
public record AgentTokenText(Mode mode, String id, Secret secret) {
    private static final CredentialForm FORM = new CredentialForm("agent");

    private AgentTokenText(CredentialForm.Parts parts) {
        this(parts.mode(), parts.id(), parts.secret());
    }

    /** A new token of this mode. */
    public static AgentTokenText mint(Mode mode) {
        return new AgentTokenText(FORM.mint(mode));
    }

    /** Reads what a caller presented; empty for whatever {@link #mint} can't have made. */
    public static Optional<AgentTokenText> parse(String presented) {
        return FORM.parse(presented).map(AgentTokenText::new);
    }

    /** The half that may be shown and logged, {@code agent_live_<id>}. */
    public String prefix() {
        return FORM.prefix(mode, id);
    }

    /** The whole token, for the one who must have it. */
    public Secret text() {
        return FORM.text(mode, id, secret);
    }
}
