package dev.tollgate.limits.standing;

import dev.tollgate.limits.ceiling.Ceilings;
import dev.tollgate.limits.ceiling.Usage;
import dev.tollgate.limits.ceiling.Windows;

/** Where an organization stands in its current windows: its effective ceilings and what counts against them. */
record Standing(Windows windows, Ceilings ceilings, Usage today, Usage thisMonth) {}
