package dev.tollgate.webhooks.delivery;

import java.time.Duration;

/** What an answer means for a delivery. */
sealed interface Verdict {
    /** The endpoint has it. */
    record Delivered() implements Verdict {}

    /** Once more, after a pause. */
    record Retry(Duration after) implements Verdict {}

    /** That was the last retry. */
    record Failed() implements Verdict {}

    /** 410: this endpoint wants nothing more. */
    record Gone() implements Verdict {}
}
