package dev.tollgate.journeys;

import dev.tollgate.local.demo.Api;
import java.util.Set;

/**
 * What the gate does with a request.
 *
 * @param status 401 or 403; 0 for one that gets past it, whatever becomes of it there
 * @param code the error code of a refusal
 */
record Expectation(int status, String code) {
    static final Expectation IN = new Expectation(0, "");

    private static final Set<Integer> REFUSALS = Set.of(401, 403);
    private static final int OUR_FAULT = 500;

    static Expectation unauthorized(String code) {
        return new Expectation(401, code);
    }

    static Expectation forbidden(String code) {
        return new Expectation(403, code);
    }

    boolean isMetBy(Api.Answer answer) {
        return this.equals(IN)
                ? !REFUSALS.contains(answer.status()) && answer.status() < OUR_FAULT
                : answer.status() == status && answer.text("error").equals(code);
    }

    @Override
    public String toString() {
        return this.equals(IN) ? "in" : status + " " + code;
    }
}
