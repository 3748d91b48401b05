package dev.tollgate.limits.reservation;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.List;

/** Every way a reservation is refused before it is decided on. A denial is none of them: it is an answer. */
final class ReservationProblem {
    private ReservationProblem() {}

    /** Test is never throttled (contract/limits.md), so whoever asks for test is mistaken. */
    static Problem testMode() {
        return Problem.invalid("mode: reservations are for live");
    }

    /** 409: this reference was decided on for another path, amount or currency, and stays what it is. */
    static Problem otherRequest() {
        return Problem.of(
                ErrorCode.IDEMPOTENCY_KEY_CONFLICT,
                "This reference was reserved for before, with another path, amount or currency.");
    }

    /** 409: what was given up before it was reserved for is never reserved for. */
    static Problem releasedBefore() {
        return Problem.invalidState(
                "This reference was released before it was reserved for.", ReservationState.RELEASED.wire(), List.of());
    }

    static Problem unknownPath() {
        return Problem.invalid("path: is not a money path");
    }

    /** 503: there is no room to wait, or no answer in time; a repeat of the request tells whether it was decided on. */
    static Problem notInTime() {
        return Problem.of(
                ErrorCode.UPSTREAM_UNAVAILABLE, "Too much is waiting to be decided; repeat the request later.");
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
