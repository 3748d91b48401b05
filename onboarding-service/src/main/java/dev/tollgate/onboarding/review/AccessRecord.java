package dev.tollgate.onboarding.review;

import dev.tollgate.onboarding.access.ProductionAccess;
import dev.tollgate.onboarding.access.ProductionAccessEvent;
import dev.tollgate.onboarding.access.TermsAcceptance;
import dev.tollgate.onboarding.organization.Organization;
import java.util.List;
import java.util.Optional;

/** An organization's production access with all that is known around it. History and acceptances are left out of lists. */
record AccessRecord(
        ProductionAccess access,
        Optional<Organization> organization,
        List<ProductionAccessEvent> history,
        List<TermsAcceptance> acceptances) {}
