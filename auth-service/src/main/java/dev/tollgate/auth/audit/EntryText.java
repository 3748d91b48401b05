package dev.tollgate.auth.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.platform.event.ReceivedFact;
import dev.tollgate.platform.http.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** An entry as it is stored and hashed: the JSON that {@code GET /v1/audit-log} shows of it (but for where staff were), less {@code hash}, in the form of RFC 8785. */
public final class EntryText {
    private EntryText() {}

    /** The entry that a record makes behind {@code last}. */
    static String of(ReceivedFact recorded, ChainHead last) {
        var mode = recorded.mode();
        var data = recorded.data();
        var entry = JsonNodeFactory.instance
                .objectNode()
                .put("id", recorded.id())
                .put("orgId", recorded.orgId())
                .put("sequence", last.sequence() + 1)
                .put("occurredAt", StrictJson.TIMESTAMP.format(recorded.time()))
                .put("mode", mode == null ? null : mode.wire())
                .put("previousHash", last.hash());
        for (var field : new String[] {"action", "actor", "ip", "requestId", "target", "before", "after"}) {
            JsonNode value = data.path(field);
            entry.set(field, value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value);
        }
        return canonical(entry.toString());
    }

    private static String canonical(String json) {
        try {
            return new JsonCanonicalizer(json).getEncodedString();
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    /** SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
    public static String hash(String content) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
