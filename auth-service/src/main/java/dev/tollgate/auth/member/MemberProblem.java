package dev.tollgate.auth.member;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;
import java.util.List;
import java.util.Map;

/** Every way members say no (contract/credentials.md, contract/conventions.md). */
final class MemberProblem {
    private MemberProblem() {}

    static Problem notASession() {
        return Problem.of(ErrorCode.FORBIDDEN, "Members are managed by people, with a dashboard session.");
    }

    static Problem notAllowed() {
        return Problem.of(ErrorCode.INSUFFICIENT_ROLE, "Your role does not allow this.");
    }

    static Problem ownersOnly() {
        return Problem.of(ErrorCode.INSUFFICIENT_ROLE, "Only an owner can make, change or remove owners.");
    }

    /** Whoever asks was removed since the gateway let the request in. */
    static Problem callerIsGone() {
        return Problem.of(ErrorCode.INVALID_JWT, "The session has ended.");
    }

    static Problem lastOwner() {
        return invalidState(
                "The last owner can't be removed or demoted; make somebody else an owner first.",
                "last_owner",
                "one_of_several_owners");
    }

    static Problem alreadyMember() {
        return invalidState("Somebody with this address is a member already.", "active", "invited");
    }

    /** Told to who opened the link, and so owns the address; never to who invited it. */
    static Problem addressHasAnAccount() {
        return invalidState(
                "This address has an account already, and an account belongs to one organization. Leave that organization, or have"
                        + " another address invited; until then the invitation stays open.",
                "has_account",
                "no_account");
    }

    private static Problem invalidState(String message, String current, String allowed) {
        return Problem.of(
                ErrorCode.INVALID_STATE, message, Map.of("currentState", current, "allowedStates", List.of(allowed)));
    }
}
