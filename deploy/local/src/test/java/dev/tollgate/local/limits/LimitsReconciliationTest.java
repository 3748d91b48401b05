package dev.tollgate.local.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.local.stack.StartRefused;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitsReconciliationTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void nothingThatDiffersIsSaidInOneLine() throws Exception {
        int code = tell("""
                {"at":"2026-05-02T14:00:00.000Z","since":"2025-04-01","windows":120,"differing":0,"differences":[]}""");

        assertEquals(LimitsReconciliation.EQUAL, code);
        assertEquals("120 windows since 2025-04-01: all hold what was reserved.\n", text());
    }

    @Test
    void eachWindowThatDiffersIsListedAndTheExitCodeSaysSo() throws Exception {
        int code = tell("""
                {"at":"2026-05-02T14:00:00.000Z","since":"2025-04-01","windows":120,"differing":3,"differences":[
                 {"organizationId":"org_1","mode":"live","period":"day","startsOn":"2026-05-02",
                  "kept":{"reserved":"20.01","committed":"10.00"},"recomputed":{"reserved":"20.00","committed":"10.00"}},
                 {"organizationId":"org_1","mode":"live","agentId":"agt_1","period":"month","startsOn":"2026-05-01",
                  "kept":{"reserved":"0.00","committed":"1.00"},"recomputed":{"reserved":"0.00","committed":"0.00"}}]}""");

        assertEquals(LimitsReconciliation.DIFFERENT, code);
        assertEquals("""
                org_1 live, day of 2026-05-02: holds 20.01 reserved and 10.00 committed, its reservations add up to 20.00 reserved and 10.00 committed
                org_1 live agt_1, month of 2026-05-01: holds 0.00 reserved and 1.00 committed, its reservations add up to 0.00 reserved and 0.00 committed
                … and 1 more
                120 windows since 2025-04-01: 3 DIFFER.
                """, text());
    }

    @Test
    void whereNothingRunsNothingIsFoundOut(@TempDir Path root) {
        assertThrows(StartRefused.class, () -> LimitsReconciliation.run(root, Map.of(), out));
    }

    private int tell(String answer) throws Exception {
        return LimitsReconciliation.tell(new ObjectMapper().readTree(answer), out);
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
