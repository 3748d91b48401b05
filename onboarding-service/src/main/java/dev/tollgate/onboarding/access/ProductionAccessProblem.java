package dev.tollgate.onboarding.access;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.List;
import java.util.Map;

/** Every way this feature says no. */
public final class ProductionAccessProblem {
    /** Of the declaration only (contract/conventions.md, Errors). */
    public static final ErrorCode INVALID_REQUEST_FORMAT = new ErrorCode("INVALID_REQUEST_FORMAT", 400);

    public static final ErrorCode EMAIL_NOT_VERIFIED = new ErrorCode("EmailNotVerified", 403);

    private ProductionAccessProblem() {}

    public static Problem badDeclaration(List<String> violations) {
        return Problem.of(INVALID_REQUEST_FORMAT, String.join("; ", violations));
    }

    public static Problem onlyOwnersDeclare() {
        return Problem.of(
                ErrorCode.FORBIDDEN, "Only an owner of the organization, signed in to the dashboard, may do this.");
    }

    public static Problem cannotDeclare(ProductionAccessState current) {
        return Problem.of(
                ErrorCode.FORBIDDEN,
                "A declaration is not possible now: the organization is " + current.wire() + ".",
                Map.of("currentStatus", current.wire()));
    }

    public static Problem cannot(ProductionAccessTransition decision, ProductionAccessState current) {
        return Problem.invalidState(
                "The organization is " + current.wire() + " and cannot be " + decision.done() + ".",
                current.wire(),
                decision.from().stream().map(ProductionAccessState::wire).toList());
    }

    /** Somebody decided between the reviewer's look and their decision, and the organization is where it was again. */
    public static Problem changedMeanwhile(
            ProductionAccessTransition decision, ProductionAccessState current, int latestDecision) {
        return Problem.invalidState(
                "The organization has changed since you looked: its latest decision is number " + latestDecision + ".",
                current.wire(),
                decision.from().stream().map(ProductionAccessState::wire).toList());
    }

    public static Problem emailNotVerified() {
        return Problem.of(
                EMAIL_NOT_VERIFIED,
                "An owner stands for this, and their address is not verified: open the link that was mailed to it.");
    }

    public static Problem noAgents() {
        return Problem.of(ErrorCode.FORBIDDEN, "Agents don't ask for production access.");
    }

    public static Problem viewersOnlyRead() {
        return Problem.of(ErrorCode.INSUFFICIENT_ROLE, "Your role does not allow this.");
    }

    public static Problem nothingToAcceptTermsFor(ProductionAccessState current) {
        return Problem.invalidState(
                "There is no request that waits for the terms.",
                current.wire(),
                List.of(ProductionAccessState.DECLARATION_PENDING.wire()));
    }

    /** The request that the owner looked at was decided, and another one waits. */
    public static Problem anotherRequest(int latestDecision) {
        return Problem.invalidState(
                "Another request waits for the terms than the one you looked at: number " + latestDecision + ".",
                ProductionAccessState.DECLARATION_PENDING.wire(),
                List.of(ProductionAccessState.DECLARATION_PENDING.wire()));
    }

    public static Problem termsNotAccepted() {
        return Problem.invalidState(
                "No owner has accepted the terms yet: POST /v1/production-access/accept-terms.",
                ProductionAccessState.DECLARATION_PENDING.wire(),
                List.of(ProductionAccessState.DECLARATION_PENDING.wire()));
    }
}
