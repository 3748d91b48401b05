package dev.tollgate.limits.reservation;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;

/** Every way a reservation is refused before it is decided on. A denial is none of them: it is an answer. */
final class ReservationProblem {
    private ReservationProblem() {}

    /** Test is never throttled (contract/limits.md), so whoever asks for test is mistaken. */
    static Problem testMode() {
        return Problem.invalid("mode: reservations are for live");
    }

    static Problem unknownPath() {
        return Problem.invalid("path: is not a money path");
    }

    /** 503: more is waiting than can be decided in time; nothing was counted, and the request may be repeated. */
    static Problem tooMany() {
        return Problem.of(
                ErrorCode.UPSTREAM_UNAVAILABLE, "Too many reservations are waiting; repeat the request later.");
    }

    static Problem notACurrency() {
        return Problem.invalid("currency: must be an ISO 4217 code");
    }

    static Problem rateMissing() {
        return Problem.invalid("usdRate: must be greater than zero for a currency other than USD");
    }

    static Problem rateOfDollars() {
        return Problem.invalid("usdRate: must be absent or 1 for USD");
    }
}
