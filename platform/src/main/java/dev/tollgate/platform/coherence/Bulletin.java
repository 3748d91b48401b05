package dev.tollgate.platform.coherence;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What an authority tells a subscriber in one exchange.
 *
 * @param upTo the last number that the subscriber has heard once it has applied this
 * @param complete whether that is all there was; if not, this renews nothing and the subscriber asks again at once
 * @param reset whether the subscriber must forget whatever it remembers
 */
@RegisterForReflection
public record Bulletin(long upTo, boolean complete, boolean reset, List<Change> changes) {
    /** What the {@code number}th change concerned. */
    @RegisterForReflection
    public record Change(long number, String subject) {}
}
