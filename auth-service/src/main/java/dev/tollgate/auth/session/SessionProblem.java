package dev.tollgate.auth.session;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;

/** Every way sessions say no (contract/credentials.md, contract/conventions.md). */
final class SessionProblem {
    static final ErrorCode MODE_SWITCH_NOT_ALLOWED = new ErrorCode("ModeSwitchNotAllowed", 400);
    static final ErrorCode PRODUCTION_ACCESS_NOT_APPROVED = new ErrorCode("ProductionAccessNotApproved", 400);

    private SessionProblem() {}

    /** One answer for used, expired and unknown sign-in tokens. */
    static Problem badSignInToken() {
        return Problem.of(
                ErrorCode.INVALID_JWT, "The sign-in link is not valid: it was used, has expired, or never existed.");
    }

    static Problem noSessionToSwitch() {
        return Problem.of(
                MODE_SWITCH_NOT_ALLOWED,
                "Only a dashboard session can switch modes; the mode of an API key or agent token is its prefix.");
    }

    static Problem notApproved() {
        return Problem.of(
                PRODUCTION_ACCESS_NOT_APPROVED, "The organization is not approved for production; declare it first.");
    }

    static Problem noSessionToEnd() {
        return Problem.of(ErrorCode.FORBIDDEN, "Only a dashboard session can be signed out.");
    }

    static Problem sessionHasEnded() {
        return Problem.of(ErrorCode.INVALID_JWT, "The session has ended.");
    }
}
