/** Leave to move money, which an agent needs for every payment: keys-service holds the grants, this package uses them (contract/credentials.md). */
@NullMarked
package dev.tollgate.payments.grant;

import org.jspecify.annotations.NullMarked;
