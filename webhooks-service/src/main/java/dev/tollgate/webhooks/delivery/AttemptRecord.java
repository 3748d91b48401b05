package dev.tollgate.webhooks.delivery;

import dev.tollgate.webhooks.endpoint.Answer;
import java.time.Instant;

/** One time that a delivery was sent, and what came of it. */
record AttemptRecord(Instant startedAt, long latencyMillis, Answer answer, Verdict verdict) {}
