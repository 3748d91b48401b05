package dev.tollgate.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tollgate.local.demo.WebhookReceiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** After all other journeys: none of the secrets they used is in a log, on a topic or in a refusal, nor anything that looks like one. */
@Order(Integer.MAX_VALUE)
class SecretsJourneyTest {
    /** An API key or agent token whole, a token of three parts, a webhook secret, the token of a mailed link. */
    private static final Pattern SECRET =
            Pattern.compile("(pk|agent)_(test|live)_\\w+\\.\\w{16,}|eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+"
                    + "|whsec_[\\w+/=]{20,}|[?&]token=[\\w-]{20,}|Bearer [\\w-]{20,}");

    /** Also when this class runs alone there is something to find. */
    @BeforeAll
    static void useSecretsOfEachKind() throws IOException {
        var story = RunningStack.story();
        var session = story.open(story.signUp("Discreet Ltd"));
        var key = story.mintKey(session, "test").text("secret");
        try (var receiver = WebhookReceiver.start()) {
            story.subscribe(key, receiver);
            story.api()
                    .as(key)
                    .post("/v1/payment-intents", Map.of("amount", "1.00"))
                    .expect(400);
            story.api()
                    .as(key.substring(0, key.length() - 1))
                    .get("/v1/context")
                    .expect(401);
            story.api().as(session.token() + "0").get("/v1/context").expect(401);
        }
        assertTrue(Witness.secrets() >= 5, () -> "only " + Witness.secrets() + " secrets");
    }

    @Test
    void noneIsInAnyLog() throws IOException {
        var leaks = new TreeSet<String>();
        try (var logs = Files.list(RunningStack.logs())) {
            for (var log : logs.toList()) {
                search(
                        log.getFileName().toString(),
                        new String(Files.readAllBytes(log), StandardCharsets.UTF_8),
                        leaks);
            }
        }
        assertEquals(new TreeSet<>(), leaks);
    }

    @Test
    void noneIsOnAnyTopic() {
        var leaks = new TreeSet<String>();
        var facts = Facts.everything(RunningStack.get().kafkaBootstrap());
        facts.forEach(fact -> search(fact.substring(0, fact.indexOf(' ')), fact, leaks));
        assertTrue(facts.size() > 2, () -> "only " + facts.size() + " facts");
        assertEquals(new TreeSet<>(), leaks);
    }

    @Test
    void noneIsInARefusal() {
        var leaks = new TreeSet<String>();
        var refusals = Witness.refusals();
        refusals.forEach(refusal -> search("refusal", refusal, leaks));
        assertTrue(refusals.size() >= 3, () -> "only " + refusals.size() + " refusals");
        assertEquals(new TreeSet<>(), leaks);
    }

    private static void search(String where, String text, Set<String> leaks) {
        Witness.found(text).forEach(secret -> leaks.add(where + ": " + secret));
        SECRET.matcher(text).results().limit(3).forEach(secret -> leaks.add(where + ": " + secret.group()));
    }
}
