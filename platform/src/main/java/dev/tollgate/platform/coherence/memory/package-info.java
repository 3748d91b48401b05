/**
 * The subscriber's side of coherence: what a process remembers of what an authority said, and the lease that makes it count (package {@code
 * coherence} is the essay). A {@link dev.tollgate.platform.coherence.memory.Subscriber} keeps the lease with one authority; each {@link
 * dev.tollgate.platform.coherence.memory.Memory} is of one kind of question to it. Nothing here is needed for an answer to be right: without a
 * lease each request is asked about.
 */
@NullMarked
package dev.tollgate.platform.coherence.memory;

import org.jspecify.annotations.NullMarked;
