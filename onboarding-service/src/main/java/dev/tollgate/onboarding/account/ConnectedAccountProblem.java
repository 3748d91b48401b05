package dev.tollgate.onboarding.account;

import dev.tollgate.platform.error.Problem;
import java.util.List;

/** Every way this feature says no. */
final class ConnectedAccountProblem {
    private ConnectedAccountProblem() {}

    static Problem notNow(ConnectedAccountState current, ConnectedAccountState expected) {
        return Problem.invalidState(
                "The account is " + current.wire() + "; this needs " + expected.wire() + ".",
                current.wire(),
                List.of(expected.wire()));
    }

    static Problem incomplete(List<String> missing) {
        return Problem.invalid(missing);
    }

    static Problem notASeller() {
        return Problem.invalid("role: only sellers are paid out");
    }

    static Problem noSuchTerms() {
        return Problem.invalid("tosId: is no session of this account");
    }
}
