/** How the published document of the whole public surface is made of those of the services, and held against the gate. */
@NullMarked
package dev.tollgate.gateway.docs;

import org.jspecify.annotations.NullMarked;
