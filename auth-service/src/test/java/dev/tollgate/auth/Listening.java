package dev.tollgate.auth;

import dev.tollgate.testkit.TestTokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A gateway that remembers what it was told: it hears of changes when it asks, and has heard them when it asks again. */
public final class Listening implements AutoCloseable {
    private static final long A_WHILE_MILLIS = 300;
    private final String name = UUID.randomUUID().toString();
    private long heard;

    private Listening() {
        var first = AuthApi.post(TestTokens.service(), "/internal/v1/changes", Map.of("subscriber", name))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        heard = first.getLong("upTo");
    }

    public static Listening gateway() {
        return new Listening();
    }

    /** The subjects that changed since it last asked; waits for the first. The authority learns only by the next call that it heard them. */
    public List<String> hear() {
        for (int round = 0; round < 20; round++) {
            var news = AuthApi.post(
                            TestTokens.service(), "/internal/v1/changes", Map.of("subscriber", name, "heard", heard))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            heard = news.getLong("upTo");
            List<String> subjects = news.getList("changes.subject");
            if (!subjects.isEmpty()) {
                return subjects;
            }
        }
        throw new AssertionError("nothing changed");
    }

    /**
     * Does a change, and shows that its answer waits for this gateway: it must not be there before the gateway has said that it heard.
     *
     * @return what the gateway heard
     */
    public List<String> whileAnswerWaits(Supplier<Integer> change, int status) throws Exception {
        var answer = CompletableFuture.supplyAsync(change);
        var subjects = hear();
        requireWaiting(answer);
        acknowledge();
        if (answer.get(5, TimeUnit.SECONDS) != status) {
            throw new AssertionError("not " + status);
        }
        return subjects;
    }

    /** An answer that is not there, and does not come while this gateway says nothing. */
    public static void requireWaiting(CompletableFuture<Integer> answer)
            throws InterruptedException, ExecutionException {
        try {
            throw new AssertionError(
                    "answered before the gateway heard of it: " + answer.get(A_WHILE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (TimeoutException asItShouldBe) {
            // waits
        }
    }

    /** Says what it heard. */
    public void acknowledge() {
        AuthApi.post(TestTokens.service(), "/internal/v1/changes", Map.of("subscriber", name, "heard", heard))
                .then()
                .statusCode(200);
    }

    @Override
    public void close() {
        Rows.value("delete from change_lease where subscriber = ?", name);
    }
}
