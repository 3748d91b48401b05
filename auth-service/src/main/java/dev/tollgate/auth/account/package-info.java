/** People, each of one organization, and platform staff, who belong to none. An address belongs to one of them at most. */
@NullMarked
package dev.tollgate.auth.account;

import org.jspecify.annotations.NullMarked;
