/** From the headers of a request to a resolved caller. Every request asks the owner of the credential: what was revoked stays out from the next request on. */
@NullMarked
package dev.tollgate.gateway.credential;

import org.jspecify.annotations.NullMarked;
