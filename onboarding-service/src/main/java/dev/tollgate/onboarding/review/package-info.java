/**
 * Review of declarations, by platform staff: the queue, one organization with its history, and the four decisions (contract/production-access.md, Reviewing). The moves and
 * what a crash leaves are package {@code access}'s.
 */
@NullMarked
package dev.tollgate.onboarding.review;

import org.jspecify.annotations.NullMarked;
