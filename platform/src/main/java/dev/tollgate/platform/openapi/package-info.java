/** What all published OpenAPI documents have in common. */
@NullMarked
package dev.tollgate.platform.openapi;

import org.jspecify.annotations.NullMarked;
