/** The packaged system through the gateway, as a user. One stack for all journeys of a run. */
@NullMarked
package dev.tollgate.journeys;

import org.jspecify.annotations.NullMarked;
