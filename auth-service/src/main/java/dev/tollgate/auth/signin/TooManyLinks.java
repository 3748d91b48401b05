package dev.tollgate.auth.signin;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.ErrorEnvelope;
import dev.tollgate.platform.error.Problem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The 429 of every route that mails a link (contract/conventions.md, Errors), with the headers that say when to come back. */
public final class TooManyLinks {
    private TooManyLinks() {}

    public static Response response(SignInLimit.Answer.Refused refused) {
        long seconds =
                Math.max(1, refused.retryAfter().plus(Duration.ofMillis(999)).toSeconds());
        var problem =
                Problem.of(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many mails with links were asked for; try again later.");
        return Response.status(problem.code().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Retry-After", seconds)
                .header(
                        "RateLimit-Policy",
                        '"' + refused.policy() + "\";q=" + refused.limit() + ";w=" + SignInLimit.WINDOW.toSeconds())
                .header("RateLimit", '"' + refused.policy() + "\";r=0;t=" + seconds)
                .entity(ErrorEnvelope.of(problem))
                .build();
    }
}
