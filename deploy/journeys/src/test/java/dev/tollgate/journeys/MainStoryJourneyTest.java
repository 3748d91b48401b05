package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.local.demo.Demo;
import dev.tollgate.testkit.AsyncApiDocument;
import dev.tollgate.testkit.EventSchemas;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job's story, and what it leaves on the topics. */
class MainStoryJourneyTest {
    private static String told = "";
    private static int exitCode = -1;

    @BeforeAll
    static void tellTheStory() {
        var out = new ByteArrayOutputStream();
        exitCode = Demo.run(RunningStack.story(), new PrintStream(out, true, StandardCharsets.UTF_8));
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
    }

    @Test
    void topicsInKafkaAreThoseOfTheAsyncApiDocument() throws Exception {
        assertEquals(AsyncApiDocument.topics(), Facts.topics(RunningStack.get().kafkaBootstrap()));
    }
}
