package dev.tollgate.platform.error;

/**
 * What clients switch on, and the HTTP status it always comes with. The catalogue of all codes is {@code contracts/errors.json};
 * a code that only one service uses is declared in that service.
 */
public record ErrorCode(String name, int status) {
    public static final ErrorCode VALIDATION_ERROR = new ErrorCode("ValidationError", 400);
    public static final ErrorCode MALFORMED_JSON = new ErrorCode("MalformedJson", 400);
    public static final ErrorCode AUTHENTICATION_REQUIRED = new ErrorCode("AuthenticationRequired", 401);
    public static final ErrorCode INVALID_JWT = new ErrorCode("InvalidJwt", 401);
    public static final ErrorCode INSUFFICIENT_SCOPE = new ErrorCode("InsufficientScope", 403);
    public static final ErrorCode INSUFFICIENT_ROLE = new ErrorCode("InsufficientRole", 403);
    public static final ErrorCode FORBIDDEN = new ErrorCode("FORBIDDEN", 403);
    public static final ErrorCode NOT_FOUND = new ErrorCode("NotFound", 404);
    public static final ErrorCode METHOD_NOT_ALLOWED = new ErrorCode("MethodNotAllowed", 405);
    public static final ErrorCode NOT_ACCEPTABLE = new ErrorCode("NotAcceptable", 406);
    public static final ErrorCode IDEMPOTENCY_KEY_CONFLICT = new ErrorCode("IdempotencyKeyConflict", 409);
    public static final ErrorCode INVALID_STATE = new ErrorCode("InvalidState", 409);
    public static final ErrorCode PAYLOAD_TOO_LARGE = new ErrorCode("PayloadTooLarge", 413);
    public static final ErrorCode UNSUPPORTED_MEDIA_TYPE = new ErrorCode("UnsupportedMediaType", 415);
    public static final ErrorCode RATE_LIMIT_EXCEEDED = new ErrorCode("RateLimitExceeded", 429);
    public static final ErrorCode INTERNAL_ERROR = new ErrorCode("InternalError", 500);
    public static final ErrorCode UPSTREAM_UNAVAILABLE = new ErrorCode("UpstreamUnavailable", 503);
    public static final ErrorCode UPSTREAM_TIMEOUT = new ErrorCode("UpstreamTimeout", 504);
}
