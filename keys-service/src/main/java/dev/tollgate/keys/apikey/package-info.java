/** Issuing, showing and revoking API keys. Start with {@link dev.tollgate.keys.apikey.ApiKeyResource}. */
@NullMarked
package dev.tollgate.keys.apikey;

import org.jspecify.annotations.NullMarked;
