package dev.tollgate.limits.ceiling;

/** Where an organization stands in its current windows: its effective ceilings and what counts against them. */
record Standing(Windows windows, Ceilings ceilings, Usage today, Usage thisMonth) {}
