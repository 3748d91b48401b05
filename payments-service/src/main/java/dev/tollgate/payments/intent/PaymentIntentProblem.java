package dev.tollgate.payments.intent;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.Map;

/** Every way this feature says no, beside a {@code ValidationError} (contracts/errors/payments-service.json). */
final class PaymentIntentProblem {
    private static final ErrorCode KYB_NOT_APPROVED = new ErrorCode("KybNotApproved", 400);
    private static final ErrorCode AMOUNT_BELOW_MINIMUM = new ErrorCode("AmountBelowMinimum", 400);
    private static final ErrorCode LIMIT_EXCEEDED = new ErrorCode("LimitExceeded", 403);
    private static final ErrorCode SCOPE_REQUIRED = new ErrorCode("SCOPE_REQUIRED", 403);

    private PaymentIntentProblem() {}

    /** Absent, another organization's, or the other mode's. */
    static Problem notFound() {
        return Problem.notFound();
    }

    static Problem kybNotApproved() {
        return Problem.of(KYB_NOT_APPROVED, "The organization's KYB is not approved in this mode yet.");
    }

    static Problem amountBelowMinimum() {
        return Problem.of(AMOUNT_BELOW_MINIMUM, "The amount must be worth at least USD 10.00.");
    }

    /** With limits' details, as they came. */
    static Problem limitExceeded(Map<String, Object> details) {
        return Problem.of(LIMIT_EXCEEDED, "This payment would exceed a limit.", details);
    }

    static Problem treasuryGrantRequired() {
        return Problem.of(
                SCOPE_REQUIRED,
                "An agent needs an unused treasury grant for each payment; an owner gives it.",
                Map.of("scope", "treasury"));
    }

    static Problem keyConflict() {
        return Problem.of(
                ErrorCode.IDEMPOTENCY_KEY_CONFLICT,
                "This Idempotency-Key or externalId belongs to a resource of another kind.");
    }

    static Problem notCancellable(PaymentIntent intent) {
        return Problem.invalidState(
                "A payment intent can be cancelled until fiat is received.",
                intent.state().wire(),
                PaymentIntentState.CANCELLED.reachableFrom().stream()
                        .sorted()
                        .map(PaymentIntentState::wire)
                        .toList());
    }
}
