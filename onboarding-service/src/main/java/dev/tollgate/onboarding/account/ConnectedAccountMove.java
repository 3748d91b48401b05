package dev.tollgate.onboarding.account;

import dev.tollgate.platform.event.FactType;

/** The table of legal moves (contract/production-access.md, Connected accounts), each with the fact that tells of it. There are no others. */
public enum ConnectedAccountMove {
    SUBMIT(ConnectedAccountState.CREATED, ConnectedAccountState.VERIFYING),
    APPROVE(ConnectedAccountState.VERIFYING, ConnectedAccountState.APPROVED),
    REJECT(ConnectedAccountState.VERIFYING, ConnectedAccountState.REJECTED);

    private final ConnectedAccountState from;
    private final ConnectedAccountState to;

    ConnectedAccountMove(ConnectedAccountState from, ConnectedAccountState to) {
        this.from = from;
        this.to = to;
    }

    public ConnectedAccountState from() {
        return from;
    }

    public ConnectedAccountState to() {
        return to;
    }

    /** {@code connected_account.<state>}. */
    FactType fact() {
        return ConnectedAccountEvent.type(to.wire());
    }
}
