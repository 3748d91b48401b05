package dev.tollgate.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code docs/reference/access.md}: the rules as a table for people. */
final class AccessPage {
    private AccessPage() {}

    static Path file() {
        return Path.of(System.getProperty("tollgate.root"), "docs", "reference", "access.md");
    }

    /** The page as it is now; empty if there is none. */
    static String published() throws IOException {
        return Files.exists(file()) ? Files.readString(file()) : "";
    }

    static String of(List<DocumentedRoute> routes) {
        return """
                # Who gets past the gate where

                Written by `AccessMatrixJourneyTest`, which tries every route of the published documents with every kind of credential below
                (`./dev test -pl deploy/journeys -am -Dcontracts.update=true` writes it anew).

                *in* is past the gate: whatever comes then is no 401 and no 403. Another organization's id is 404 for everybody, and so is the other mode's; but
                sessions reach API keys, agents and grants of both.

                ## What is refused everywhere

                | shown | on every route that needs a credential |
                |---|---|
                %s

                ## Routes

                | route | scope | for |%s
                |---|---|---|%s
                %s
                """.formatted(
                badOnes(),
                goodOnes().stream().map(holder -> " " + holder.title() + " |").collect(Collectors.joining()),
                "---|".repeat(goodOnes().size()),
                routes.stream().map(AccessPage::row).collect(Collectors.joining("\n")));
    }

    private static String badOnes() {
        return Arrays.stream(Holder.values())
                .flatMap(holder ->
                        holder.refusal().stream().map(code -> "| " + holder.title() + " | 401 `" + code + "` |"))
                .collect(Collectors.joining("\n"));
    }

    private static List<Holder> goodOnes() {
        return Arrays.stream(Holder.values())
                .filter(holder -> holder.refusal().isEmpty())
                .toList();
    }

    private static String row(DocumentedRoute route) {
        var scope = route.scope().equals("none") ? "–" : "`" + route.scope() + "`";
        return "| `" + route.name() + "` | " + scope + " | "
                + AccessRules.audience(route).title() + " |"
                + goodOnes().stream()
                        .map(holder -> " " + cell(AccessRules.expected(route, holder)) + " |")
                        .collect(Collectors.joining());
    }

    private static String cell(Expectation expected) {
        return expected.equals(Expectation.IN) ? "in" : expected.status() + " `" + expected.code() + "`";
    }
}
