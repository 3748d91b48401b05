package dev.tollgate.payments.intent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/payment-intent-states.md says what the table of moves says; {@code -Dcontracts.update=true} rewrites it. */
class PaymentIntentStatesPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("tollgate.root"), "docs", "reference", "payment-intent-states.md");
    private static final String START = "<!-- generated from PaymentIntentState -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void pageShowsTheTableOfMoves() throws IOException {
        var page = Files.readString(PAGE);
        var before = page.substring(0, page.indexOf(START) + START.length());
        var after = page.substring(page.indexOf(END));
        var generated = before + diagram() + table() + after;
        if (Boolean.getBoolean("contracts.update")) {
            Files.writeString(PAGE, generated);
        } else {
            assertEquals(generated, page);
        }
    }

    private static String diagram() {
        var edges = PaymentIntentState.moves().stream()
                .map(move -> "    " + move.from().wire() + " --> " + move.to().wire());
        var ends = Stream.of(PaymentIntentState.values())
                .filter(PaymentIntentState::isTerminal)
                .map(state -> "    " + state.wire() + " --> [*]");
        return Stream.of(Stream.of("    [*] --> awaiting_buyer"), edges, ends)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "\n```mermaid\nstateDiagram-v2\n", "\n```\n"));
    }

    private static String table() {
        return PaymentIntentState.moves().stream()
                .map(move -> "| `" + move.from().wire() + "` | `" + move.to().wire() + "` | `payment_intent."
                        + move.event() + "` |")
                .collect(Collectors.joining("\n", "\n| from | to | event |\n|---|---|---|\n", "\n\n"));
    }
}
