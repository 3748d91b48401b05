/** Agents, programs that act for themselves, and their tokens (contract/credentials.md, Agent tokens). */
@NullMarked
package dev.tollgate.keys.agent;

import org.jspecify.annotations.NullMarked;
