package dev.tollgate.gateway.edge;

import dev.tollgate.gateway.route.BodyRule;
import dev.tollgate.platform.error.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** The body on its way through, chunk by chunk. One that said nothing of its length is broken off where it passes the limit of its route. */
final class LimitedBody implements ReadStream<Buffer> {
    private final HttpServerRequest request;
    private final BodyRule rule;
    private long left;
    private @Nullable Handler<Throwable> failed;

    LimitedBody(HttpServerRequest request, BodyRule rule) {
        this.request = request;
        this.rule = rule;
        this.left = rule.largest();
    }

    Problem tooLong() {
        return EdgeProblem.bodyTooLarge(rule);
    }

    boolean isTooLong() {
        return left < 0;
    }

    boolean isFile() {
        return rule == BodyRule.FILE;
    }

    /** Whether the client is still sending. */
    boolean isUnfinished() {
        return !request.isEnded();
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> next) {
        request.handler(next == null ? null : chunk -> pass(chunk, next));
        return this;
    }

    private void pass(Buffer chunk, Handler<Buffer> next) {
        boolean wasTooLong = isTooLong();
        left -= chunk.length();
        if (!isTooLong()) {
            next.handle(chunk);
        } else if (!wasTooLong && failed != null) {
            failed.handle(tooLong());
        }
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> end) {
        request.endHandler(
                end == null
                        ? null
                        : done -> {
                            if (!isTooLong()) {
                                end.handle(null);
                            }
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        failed = handler;
        request.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        request.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        request.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        request.fetch(amount);
        return this;
    }
}
