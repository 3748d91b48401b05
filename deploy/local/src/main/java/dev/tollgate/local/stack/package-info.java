/**
 * Tollgate as a whole on one machine. {@link dev.tollgate.local.stack.Stack} starts every part as a process of its own
 * and ends them together; tests of faults kill, pause and restart parts through it.
 *
 * <p>What a crash leaves behind. Every process is written to {@code .tollgate/state.json} as soon as it exists, with its
 * start time, so that the next command recognises it even when its number was given away meanwhile. If the launcher is
 * killed,
 *
 * <ul>
 *   <li>before the first write, nothing runs;
 *   <li>between the start of PostgreSQL and its write, {@code postmaster.pid} in the run folder names it;
 *   <li>between the start of another process and its write (microseconds), Kafka ends by itself because its standard
 *       input ends; a service would be left over and shows as a taken port at the next start;
 *   <li>later, the state names every process, and {@code up}, {@code demo}, {@code down} and {@code status} find them.
 * </ul>
 *
 * A lock that the launcher holds while it lives tells a running launcher from a dead one.
 */
@NullMarked
package dev.tollgate.local.stack;

import org.jspecify.annotations.NullMarked;
