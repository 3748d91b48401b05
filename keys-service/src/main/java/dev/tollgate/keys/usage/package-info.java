/** When keys were last used: gateways report every few seconds, and a key's row is written once a minute at most (contract/credentials.md). */
@NullMarked
package dev.tollgate.keys.usage;

import org.jspecify.annotations.NullMarked;
