/** PIX keys (Banco Central do Brasil, DICT): valid for their type, encrypted at rest, and masked when shown. */
@NullMarked
package dev.tollgate.onboarding.pix;

import org.jspecify.annotations.NullMarked;
