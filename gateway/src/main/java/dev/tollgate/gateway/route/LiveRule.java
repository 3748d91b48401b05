package dev.tollgate.gateway.route;

/** What a route asks of a request that is, or wants to be, live while its organization is not {@code production_approved}. */
public enum LiveRule {
    /** Live credentials are refused; a session's {@code X-Environment: live} runs in test. */
    GATED,
    /** Also refuses a session's {@code X-Environment: live}: doing it in test by mistake would look like money moving. */
    MOVES_MONEY,
    /** Live credentials may come: it says where the organization stands. */
    OPEN,
    /** Live sessions may come: it ends the session or takes it back to test. */
    OPEN_TO_SESSIONS
}
