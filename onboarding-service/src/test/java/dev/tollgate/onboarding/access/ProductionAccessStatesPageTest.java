package dev.tollgate.onboarding.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/production-access-states.md says what the table of moves says; {@code -Dcontracts.update=true} rewrites it. */
class ProductionAccessStatesPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("tollgate.root"), "docs", "reference", "production-access-states.md");
    private static final String START = "<!-- generated from ProductionAccessTransition -->\n";
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
        var start = Stream.of("    [*] --> " + ProductionAccessState.SANDBOX_ONLY.wire());
        var edges =
                edges((from, move) -> "    " + from.wire() + " --> " + move.to().wire() + ": " + name(move));
        return Stream.concat(start, edges)
                .collect(Collectors.joining("\n", "\n```mermaid\nstateDiagram-v2\n", "\n```\n"));
    }

    private static String table() {
        return edges((from, move) -> "| `" + from.wire() + "` | " + name(move) + " | `"
                        + move.to().wire() + "` | `production_access." + move.done() + "` | "
                        + (move.needsNotes() ? "required" : "") + " |")
                .collect(Collectors.joining(
                        "\n", "\n| from | move | to | event | notes |\n|---|---|---|---|---|\n", "\n\n"));
    }

    private static Stream<String> edges(BiFunction<ProductionAccessState, ProductionAccessTransition, String> line) {
        return Arrays.stream(ProductionAccessTransition.values())
                .flatMap(move -> move.from().stream().map(from -> line.apply(from, move)));
    }

    private static String name(ProductionAccessTransition move) {
        return move.name().toLowerCase(Locale.ROOT);
    }
}
