/** What onboarding-service says about an organization: live keys are issued to approved ones only. */
@NullMarked
package dev.tollgate.keys.production;

import org.jspecify.annotations.NullMarked;
