package dev.tollgate.auth.audit.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.auth.audit.ChainHead;
import dev.tollgate.auth.audit.EntryText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks one chain from its first entry, and finds the first thing that does not fit. What a kept head can prove besides is asked of the walk: whether the
 * chain once went that way.
 */
final class ChainCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String orgId;
    private final @Nullable ChainHead kept;
    private ChainHead last = ChainHead.START;
    private @Nullable String finding;

    /** @param kept a head of this chain that somebody kept elsewhere; null if nobody did */
    ChainCheck(String orgId, @Nullable ChainHead kept) {
        this.orgId = orgId;
        this.kept = kept;
    }

    /** The next entry, in the order of their numbers. */
    void entry(long sequence, String content, String hash) {
        if (finding == null) {
            var entry = read(content);
            finding = fault(sequence, entry, content, hash);
            last = new ChainHead(sequence, hash);
        }
    }

    private @Nullable String fault(long sequence, JsonNode entry, String content, String hash) {
        var here = "entry " + sequence + " (" + entry.path("id").asText("unreadable") + "): ";
        if (sequence != last.sequence() + 1) {
            return "entry " + (last.sequence() + 1) + " is missing: the next one is " + sequence;
        }
        if (!EntryText.hash(content).equals(hash)) {
            return here + "was altered, its content does not have its hash";
        }
        if (entry.path("sequence").asLong() != sequence
                || !entry.path("orgId").asText().equals(orgId)) {
            return here + "does not belong here, it was entry "
                    + entry.path("sequence").asText() + " of "
                    + entry.path("orgId").asText();
        }
        if (!entry.path("previousHash").asText().equals(last.hash())) {
            return here + "does not follow the entry before it";
        }
        return kept != null && kept.sequence() == sequence && !kept.hash().equals(hash)
                ? here + "is not the one that was here when the head was kept: the chain was rewritten"
                : null;
    }

    /** After the last entry: what does not fit, if anything. */
    Optional<String> end(ChainHead head) {
        if (finding == null && !head.equals(last)) {
            finding = "the chain ends with entry " + last.sequence() + " (" + last.hash() + "), and its head says "
                    + head.sequence() + " (" + head.hash() + ")";
        }
        if (finding == null && kept != null && kept.sequence() > last.sequence()) {
            finding = "the chain ends with entry " + last.sequence() + ", and the head that was kept is of entry "
                    + kept.sequence() + ": its end was cut off";
        }
        return Optional.ofNullable(finding);
    }

    private static JsonNode read(String content) {
        try {
            return JSON.readTree(content);
        } catch (JsonProcessingException altered) {
            return MissingNode.getInstance();
        }
    }
}
