/** The one error envelope (contract/conventions.md, Errors): every refusal, ours or the framework's, leaves a service through here. */
@NullMarked
package dev.tollgate.platform.error;

import org.jspecify.annotations.NullMarked;
