package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.local.demo.Demo;
import dev.tollgate.testkit.EventSchemas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job's story, and what it leaves in the logs and on the topics. */
class MainStoryJourneyTest {
    /** An API key's secret half, a token of three parts, a webhook secret, the token of a mailed link. */
    private static final Pattern SECRET = Pattern.compile(
            "pk_(test|live)_\\w+\\.\\w+|eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+|whsec_[\\w+/=]{20,}|[?&]token=[\\w-]{20,}|Bearer [\\w-]{20,}");

    private static String told = "";
    private static int exitCode = -1;

    @BeforeAll
    static void tellTheStory() {
        var out = new ByteArrayOutputStream();
        exitCode = Demo.run(RunningStack.get(), new PrintStream(out, true, StandardCharsets.UTF_8));
        told = out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachStepDoesWhatItShould() {
        assertEquals(0, exitCode, told);
    }

    @Test
    void everyFactMatchesItsPublishedSchema() {
        var facts = Facts.onEveryTopic(RunningStack.get().kafkaBootstrap());

        assertTrue(facts.size() > 20, "only " + facts.size() + " facts");
        facts.forEach(EventSchemas::assertValid);
        facts.forEach(
                fact -> assertEquals(List.of(), SECRET.matcher(fact).results().toList(), fact));
    }

    @Test
    void noSecretIsInAnyLog() throws IOException {
        var leaks = new TreeSet<String>();
        for (var part : RunningStack.get().memory().keySet()) {
            var log = RunningStack.get().log(part);
            if (Files.exists(log)) {
                SECRET.matcher(Files.readString(log)).results().forEach(leak -> leaks.add(part + ": " + leak.group()));
            }
        }
        assertEquals(new TreeSet<>(), leaks);
    }
}
