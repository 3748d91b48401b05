package dev.tollgate.onboarding.account;

import dev.tollgate.onboarding.GoldenEvents;
import dev.tollgate.onboarding.account.ConnectedAccount.Decision;
import dev.tollgate.onboarding.account.ConnectedAccount.Terms;
import dev.tollgate.onboarding.pix.Payout;
import dev.tollgate.onboarding.pix.PixKeyType;
import dev.tollgate.onboarding.profile.AccountProfile;
import dev.tollgate.onboarding.profile.AccountRole;
import dev.tollgate.onboarding.profile.EntityType;
import dev.tollgate.platform.event.Outbox;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import dev.tollgate.testkit.InfraResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(InfraResource.class)
class ConnectedAccountEventContractTest {
    private static final String ACCOUNT = "acct_01k9y1a2b3c4d5e6f7g8h9j0km";
    private static final Instant CREATED = Instant.parse("2026-05-02T14:00:00Z");
    private static final Actor KEY = new Actor(ActorType.API_KEY, "key_01k9y0t3c4d5e6f7g8h9j0k1m2");

    @Inject
    Outbox outbox;

    @Test
    void everyFactIsPublishedAsItsExampleShows() throws Exception {
        var created = new ConnectedAccount(
                new Tenant(GoldenEvents.ORG, Mode.LIVE),
                ACCOUNT,
                new AccountProfile(
                        AccountRole.SELLER,
                        EntityType.BUSINESS,
                        "seller-42",
                        "ana@example.com",
                        "Souza Comércio Ltda.",
                        "Souza",
                        "BR",
                        "11.222.333/0001-81"),
                CREATED,
                ConnectedAccountState.CREATED,
                new Terms("tos_01k9y1a2b3c4d5e6f7g8h9j0kn", CREATED),
                null,
                null,
                null);
        var submitted = created.submit(Set.of("business_registration"), CREATED.plusSeconds(60));
        var decidedAt = CREATED.plusSeconds(3600);
        var approved =
                submitted.decide(ConnectedAccountMove.APPROVE, new Decision(GoldenEvents.STAFF, decidedAt, null));
        var rejected = submitted.decide(
                ConnectedAccountMove.REJECT,
                new Decision(GoldenEvents.STAFF, decidedAt, "The registration belongs to another company."));
        var staff = Actor.staff(GoldenEvents.STAFF);
        var payout = new Payout(PixKeyType.CNPJ, "sealed", "**********0181", decidedAt);
        for (var event : List.of(
                new ConnectedAccountEvent.Created(created, KEY),
                new ConnectedAccountEvent.Moved(submitted, ConnectedAccountMove.SUBMIT, KEY),
                new ConnectedAccountEvent.Moved(approved, ConnectedAccountMove.APPROVE, staff),
                new ConnectedAccountEvent.Moved(rejected, ConnectedAccountMove.REJECT, staff),
                new ConnectedAccountEvent.PayoutConfigured(approved, approved.payTo(payout), KEY))) {
            GoldenEvents.assertGolden(outbox, event);
        }
    }
}
