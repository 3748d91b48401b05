/** What every HTTP exchange of a service has in common: request ids, strict JSON, calls to other services. */
@NullMarked
package dev.tollgate.platform.http;

import org.jspecify.annotations.NullMarked;
