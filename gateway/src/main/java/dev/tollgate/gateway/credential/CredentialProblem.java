package dev.tollgate.gateway.credential;

import dev.tollgate.platform.error.ErrorCode;
import dev.tollgate.platform.error.Problem;

/** Every way a credential is refused (contract/conventions.md, Errors). None of them says whether it exists. */
final class CredentialProblem {
    private static final ErrorCode INVALID_API_KEY_FORMAT = new ErrorCode("InvalidApiKeyFormat", 401);
    private static final ErrorCode INVALID_API_KEY = new ErrorCode("InvalidApiKey", 401);
    private static final ErrorCode JWT_EXPIRED = new ErrorCode("JwtExpired", 401);
    private static final ErrorCode INVALID_AGENT_TOKEN = new ErrorCode("InvalidAgentToken", 401);

    private CredentialProblem() {}

    static Problem missing() {
        return Problem.of(
                ErrorCode.AUTHENTICATION_REQUIRED,
                "This request needs a credential: an API key in X-API-Key, or Authorization: Bearer.");
    }

    static Problem ambiguous() {
        return Problem.of(ErrorCode.AUTHENTICATION_REQUIRED, "This request names more than one credential; send one.");
    }

    static Problem malformedKey() {
        return Problem.of(
                INVALID_API_KEY_FORMAT, "The API key is not complete, or mistyped: its form or checksum is wrong.");
    }

    static Problem refusedKey() {
        return Problem.of(INVALID_API_KEY, "The API key is not valid.");
    }

    static Problem refusedSession() {
        return Problem.of(ErrorCode.INVALID_JWT, "The session is not valid.");
    }

    static Problem expiredSession() {
        return Problem.of(JWT_EXPIRED, "The session has ended; sign in again.");
    }

    static Problem refusedAgent() {
        return Problem.of(INVALID_AGENT_TOKEN, "The agent token is not valid.");
    }
}
