/**
 * What the gate costs, beside what people would otherwise put there. One trivial upstream (nginx, a fixed answer) is asked directly, through
 * nginx {@code proxy_pass}, through nginx {@code auth_request} with a resolver that knows all keys by heart, and through our gateway,
 * with its memory and without. All in one run and in turn, so that whatever else the machine does befalls all of them alike: the ratios within a
 * round count, not the figures.
 *
 * <p>The resolver is the strongest one that we could give nginx: a Vert.x server that does nothing but compare a hash from memory
 * ({@link dev.tollgate.bench.gateway.MemoryResolver}); it signs no principal, hears of no revocation and counts no rate. Clients, gateways, nginx and upstream share the cores.
 */
@NullMarked
package dev.tollgate.bench.gateway;

import org.jspecify.annotations.NullMarked;
