package dev.tollgate.bench.gateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Answers nginx whether a key is one of a list: 204 or 401. A program of its own, with the port and the file of keys as arguments; prints a line
 * when it serves.
 */
public final class MemoryResolver {
    static final String READY = "ready";

    private static final int NO_CONTENT = 204;
    private static final int UNAUTHORIZED = 401;

    private final Map<String, byte[]> hashes;

    private MemoryResolver(Map<String, byte[]> hashes) {
        this.hashes = hashes;
    }

    public static void main(String[] arguments) throws IOException {
        var keys = Files.readAllLines(Path.of(arguments[1]));
        var resolver = new MemoryResolver(
                keys.stream().collect(Collectors.toUnmodifiableMap(MemoryResolver::id, MemoryResolver::hash)));
        int port = Integer.parseInt(arguments[0]);
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(loops))
                .deployVerticle(() -> resolver.server(port), new DeploymentOptions().setInstances(loops))
                .onSuccess(deployed -> System.out.println(READY))
                .onFailure(failure -> {
                    System.err.println(failure);
                    System.exit(1);
                });
    }

    private AbstractVerticle server(int port) {
        return new AbstractVerticle() {
            @Override
            public void start(io.vertx.core.Promise<Void> started) {
                vertx.createHttpServer(
                                new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                        .requestHandler(MemoryResolver.this::answer)
                        .listen()
                        .<Void>mapEmpty()
                        .onComplete(started);
            }
        };
    }

    private void answer(HttpServerRequest request) {
        var key = request.getHeader("X-API-Key");
        request.response()
                .setStatusCode(key != null && isKnown(key) ? NO_CONTENT : UNAUTHORIZED)
                .end();
    }

    private boolean isKnown(String key) {
        var known = hashes.get(id(key));
        return known != null && MessageDigest.isEqual(known, hash(key));
    }

    private static String id(String key) {
        int dot = key.indexOf('.');
        return dot < 0 ? key : key.substring(0, dot);
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
