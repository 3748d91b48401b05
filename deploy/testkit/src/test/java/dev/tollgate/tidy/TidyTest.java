package dev.tollgate.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The style rules that a machine can check, executed on the whole repository. */
class TidyTest {
    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_DECISION = 60;
    /** Those larger than the guide says, and why: docs/decisions/0017. */
    private static final Map<String, Integer> LARGEST_MODULE = Map.of(
            "platform", 2_750,
            "gateway", 2_400,
            "auth-service", 4_250,
            "keys-service", 2_800,
            "onboarding-service", 6_200,
            "limits-service", 3_450);

    private static final int LARGEST_SERVICE = 2_500;
    private static final int LARGEST_PACKAGE = 1_200;
    private static final Pattern BANNED_NAME =
            Pattern.compile("(\\w*(Impl|Util|Utils|Helper|Manager|Dto|DTO)|Abstract[A-Z]\\w*)\\.java");
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SLEEP =
            Pattern.compile("Thread\\.sl" + "eep|TimeUnit\\.\\w+\\.sl" + "eep|@Dis" + "abled");
    private static final Pattern MACHINE = Pattern.compile("(^|[\\s\"'(=])/(ro" + "ot|wo" + "rk|ho" + "me)/");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");
    private static final Pattern ERROR_CODE = Pattern.compile("new ErrorCode\\(\\s*\"(\\w+)\",\\s*(\\d+)\\)");
    private static final Pattern CATALOGUED = Pattern.compile("\"code\":\\s*\"(\\w+)\",\\s*\"status\":\\s*(\\d+)");

    private final Repo repo = Repo.here();

    @Test
    void filesAreShortEnoughToOpen() {
        none(repo.java(), file -> file.lines() > LONGEST_FILE, "has more than " + LONGEST_FILE + " lines");
    }

    @Test
    void modulesAreSmallEnoughToKnow() {
        Map<String, Integer> lines = new TreeMap<>();
        repo.java().stream()
                .filter(Repo.Source::isMain)
                .forEach(file -> lines.merge(file.module(), file.linesOfCode(), Integer::sum));
        var tooLarge = lines.entrySet().stream()
                .filter(module -> module.getValue() > largest(module.getKey()))
                .toList();
        assertEquals(
                List.of(),
                tooLarge,
                "modules with more lines of code (no blanks, comments, imports) than the guide allows");
    }

    @Test
    void featuresAreSmallEnoughToReadInOneGo() {
        Map<String, Integer> lines = new TreeMap<>();
        repo.java().stream()
                .filter(Repo.Source::isMain)
                .forEach(file -> lines.merge(file.folder(), file.linesOfCode(), Integer::sum));
        lines.values().removeIf(count -> count <= LARGEST_PACKAGE);
        assertEquals(Map.of(), lines, "packages with more lines of code than one feature should have");
    }

    private static int largest(String module) {
        return LARGEST_MODULE.getOrDefault(module, module.endsWith("-service") ? LARGEST_SERVICE : Integer.MAX_VALUE);
    }

    @Test
    void namesSayWhatAThingIs() {
        none(repo.java(), file -> BANNED_NAME.matcher(file.name()).matches(), "has a name that says nothing");
    }

    @Test
    void nothingIsLeftUnfinished() {
        none(repo.text(), file -> file.contains(UNFINISHED), "is unfinished");
    }

    @Test
    void testsDoNotSleepAndAreNotSwitchedOff() {
        none(repo.java(), file -> !file.isMain() && file.contains(SLEEP), "sleeps or is switched off");
    }

    @Test
    void nothingKnowsTheMachineItWasWrittenOn() {
        none(repo.text(), file -> file.contains(MACHINE), "names a path of one machine");
    }

    @Test
    void everyPackageOfOursIsNullMarked() {
        var unmarked = repo.java().stream()
                .filter(Repo.Source::isMain)
                .map(file -> file.path().getParent())
                .distinct()
                .filter(folder ->
                        !Repo.read(folder.resolve("package-info.java")).contains("@NullMarked"))
                .toList();
        assertEquals(List.of(), unmarked);
    }

    @Test
    void linksInDocumentsLeadSomewhere() {
        List<String> dead = new ArrayList<>();
        for (var page : repo.named(".md")) {
            LINK.matcher(page.text())
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.contains("://") && !link.startsWith("mailto:"))
                    .forEach(link -> {
                        if (!Files.exists(page.path().resolveSibling(link))) {
                            dead.add(page + " → " + link);
                        }
                    });
        }
        assertEquals(List.of(), dead);
    }

    @Test
    void decisionsAreShortAndListed() throws IOException {
        var folder = repo.root().resolve("docs/decisions");
        var index = Repo.read(folder.resolve("README.md"));
        try (var records = Files.list(folder)) {
            for (var decision : records.filter(
                            file -> file.getFileName().toString().matches("\\d{4}-.*"))
                    .toList()) {
                assertTrue(index.contains("(" + decision.getFileName() + ")"), decision + " is not in the list");
                assertTrue(Repo.read(decision).lines().count() <= LONGEST_DECISION, decision + " is too long");
            }
        }
    }

    @Test
    void everyErrorCodeIsInTheCatalogueWithItsStatusAndNoOther() {
        Map<String, String> declared = new TreeMap<>();
        repo.java().stream()
                .filter(Repo.Source::isMain)
                .forEach(file -> ERROR_CODE
                        .matcher(file.text())
                        .results()
                        .forEach(code -> declared.put(code.group(1), code.group(2))));
        Map<String, String> catalogued = new TreeMap<>();
        repo.under("contracts/errors")
                .forEach(file -> CATALOGUED
                        .matcher(file.text())
                        .results()
                        .forEach(code -> catalogued.put(code.group(1), code.group(2))));
        assertEquals(declared, catalogued);
    }

    @Test
    void everyEventSchemaHasAGoldenExampleAndTheOtherWayRound() {
        var schemas = repo.under("docs/events").stream()
                .map(Repo.Source::name)
                .filter(name -> name.startsWith("dev.tollgate.") && name.endsWith(".schema.json"))
                .map(name -> name.replace(".schema.json", ""))
                .collect(Collectors.toSet());
        var examples = repo.under("docs/events/examples").stream()
                .map(file -> file.name().replace(".json", ""))
                .collect(Collectors.toSet());
        assertEquals(schemas, examples);
        assertTrue(schemas.size() > 10, "the schemas were not found");
    }

    private static void none(List<Repo.Source> files, Predicate<Repo.Source> fault, String what) {
        assertTrue(files.size() > 20, "the repository was not found");
        assertEquals(List.of(), files.stream().filter(fault).toList(), what);
    }
}
