package dev.tollgate.platform.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.TestIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueCursorTest {
    @Test
    void whatWasWrittenIsRead() {
        var cursor = new QueueCursor(Instant.parse("2026-05-02T14:00:00.123Z"), TestIds.next("org"));

        assertEquals(cursor, QueueCursor.parse(cursor.encode(), Tenant.ORGANIZATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1:5:org_x",
                "2:5:ORG",
                "1:x:ORG",
                "1:9999999999999999999:ORG",
                "1:5:usr_01k9y0q8e7f2t9m3x5w6v7b8c9"
            })
    void anythingElseIsRefused(String text) {
        var form = text.replace("ORG", TestIds.next("org")).getBytes(StandardCharsets.US_ASCII);

        assertThrows(
                Problem.class,
                () -> QueueCursor.parse(Base64.getUrlEncoder().encodeToString(form), Tenant.ORGANIZATION));
        assertThrows(Problem.class, () -> QueueCursor.parse("not base64!", Tenant.ORGANIZATION));
    }
}
