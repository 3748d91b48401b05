/**
 * What every module's tests stand on: one PostgreSQL and one Kafka per test JVM, the gateway's part of the internal
 * principal, the published schemas of events and of HTTP, and the style page's rules about who may know whom. Tests use
 * containers where a Docker engine answers and the embedded servers elsewhere, with the same assertions.
 */
@NullMarked
package dev.tollgate.testkit;

import org.jspecify.annotations.NullMarked;
