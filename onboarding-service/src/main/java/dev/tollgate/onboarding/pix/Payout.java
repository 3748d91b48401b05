package dev.tollgate.onboarding.pix;

import java.time.Instant;

/** Where money goes: a PIX key, encrypted, and as it may be shown. */
public record Payout(PixKeyType type, String sealed, String masked, Instant configuredAt) {}
