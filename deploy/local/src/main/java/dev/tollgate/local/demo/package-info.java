/** The main job, told in a terminal: from sign-up to a settled payment and a revoked key. */
@NullMarked
package dev.tollgate.local.demo;

import org.jspecify.annotations.NullMarked;
