package dev.tollgate.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The public API as a program outside sees it: JSON over HTTP through the gateway, one credential or none. */
public final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final @Nullable String credential;
    private final Consumer<Answer> witness;

    private Api(URI base, @Nullable String credential, Consumer<Answer> witness) {
        this.base = base;
        this.credential = credential;
        this.witness = witness;
    }

    /** Calls without a credential. */
    public static Api anonymous(URI gateway) {
        return anonymous(gateway, unseen -> {});
    }

    /** The same, and somebody is shown each answer, also of those that call with a credential from here. */
    public static Api anonymous(URI gateway, Consumer<Answer> witness) {
        return new Api(gateway, null, witness);
    }

    /** The same with a credential: a key ({@code pk_…}) goes into {@code X-API-Key}, anything else is a Bearer token. */
    public Api as(String credential) {
        return new Api(base, credential, witness);
    }

    /** An answer: status, headers and the body, parsed where there is one. */
    public record Answer(int status, HttpResponse<String> response, JsonNode body) {
        /** A field of the body by its JSON pointer without the leading slash, as text. */
        public String text(String path) {
            return body.at("/" + path).asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** This answer if its status is the one that should have come; otherwise the story ends here. */
        public Answer expect(int expected) {
            if (status != expected) {
                throw new StoryBroken(
                        response.request().method() + " " + response.uri().getPath() + " answered " + status
                                + " instead of " + expected + ": " + response.body());
            }
            return this;
        }

        /** The same for a refusal, which must also carry this code. */
        public Answer expect(int expected, String error) {
            if (!expect(expected).text("error").equals(error)) {
                throw new StoryBroken("the refusal should be " + error + ": " + response.body());
            }
            return this;
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Posts a body; headers come as name and value in turn. */
    public Answer post(String path, Map<String, ?> body, String... headers) {
        var request =
                request(path).header("content-type", "application/json").POST(BodyPublishers.ofString(json(body)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends whatever is asked for, without this one's credential; headers come as name and value in turn. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.method(method, BodyPublishers.ofString(body)).header("content-type", "application/json");
        }
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Posts nothing. */
    public Answer post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    public Answer put(String path, Map<String, ?> body) {
        return send(request(path).header("content-type", "application/json").PUT(BodyPublishers.ofString(json(body))));
    }

    /** Puts a file where an absolute URL asks for it, which is the credential; headers come as name and value in turn. */
    public Answer upload(String url, byte[] file, String... headers) {
        return send(HttpRequest.newBuilder(base.resolve(url))
                .timeout(PATIENCE)
                .PUT(BodyPublishers.ofByteArray(file))
                .headers(headers));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE);
        if (credential == null) {
            return request;
        }
        return credential.startsWith("pk_")
                ? request.header("X-API-Key", credential)
                : request.header("Authorization", "Bearer " + credential);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var answer = new Answer(response.statusCode(), response, parse(response.body()));
            witness.accept(answer);
            return answer;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }

    static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static String json(Map<String, ?> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
