package dev.tollgate.platform.event;

import dev.tollgate.platform.principal.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What the audit log tells of a fact besides what happened to whom: by whom, and what was otherwise before. Both sides are JSON objects, as Jackson
 * writes them, with nothing in them but what the organization's own people may see: no secret, no hash of one, nobody's documents, and no
 * fraction (amounts are decimal strings), because every reader must write a number as we do.
 *
 * @param before what it was; null where it was not there
 * @param after what it is; null where it is gone
 */
public record Audit(
        Actor actor, @Nullable Object before, @Nullable Object after) {
    /** Something came to be. */
    public static Audit created(Actor actor, Object after) {
        return new Audit(actor, null, after);
    }
}
