package dev.tollgate.journeys;

import dev.tollgate.bench.Founding.Organization;
import dev.tollgate.local.demo.Api;
import dev.tollgate.local.demo.Patience;
import dev.tollgate.local.demo.Story;
import dev.tollgate.local.demo.WebhookReceiver;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One thing of each type that an organization can have, by the prefix of its id. */
record Belongings(Story story, WebhookReceiver receiver, Organization organization) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Map<String, String> ids() {
        var key = story.mintKey(organization.owner(), "test");
        var subscription = story.subscribe(organization.key(), receiver).text("id");
        var intent = story.createIntent(organization.key(), "belongings", "BELONGINGS", "10.00")
                .expect(201)
                .text("id");
        var owner = story.api().as(organization.session());
        var agent = owner.post("/v1/agents", Map.of("name", "Belonging"))
                .expect(201)
                .text("id");
        var grant = owner.post("/v1/scope-grants", Map.of("agentId", agent, "scope", "treasury"))
                .expect(201)
                .text("id");
        var account = story.api()
                .as(organization.key())
                .post("/v1/connected-accounts", Map.of("role", "seller", "entityType", "business"))
                .expect(201)
                .text("id");
        return Map.of(
                "acct", account,
                "ntf", notification(owner),
                "usr", owner.get("/v1/context").expect(200).text("actorId"),
                "key", key.text("id"),
                "agt", agent,
                "grt", grant,
                "whsub", subscription,
                "pi", intent,
                "whdel", deliveryOf(subscription));
    }

    /** Of a denial. */
    private String notification(Api owner) {
        story.declareProduction(organization.owner());
        story.staff()
                .post(
                        "/v1/admin/production-access/" + organization.orgId() + "/deny",
                        Map.of("notes", "Tell us more about your buyers."))
                .expect(200);
        return owner.get("/v1/notifications").expect(200).text("data/0/id");
    }

    private String deliveryOf(String subscription) {
        return Patience.await(
                "a delivery",
                PATIENCE,
                () -> Optional.of(story.api()
                                .as(organization.key())
                                .get("/v1/webhook-subscriptions/" + subscription + "/deliveries")
                                .expect(200)
                                .text("data/0/id"))
                        .filter(id -> !id.isEmpty()));
    }

    /** The thing of a type. */
    static String of(Map<String, String> ids, String type) {
        var id = ids.get(type);
        if (id == null) {
            throw new IllegalStateException("say in Belongings how one comes by a " + type);
        }
        return id;
    }
}
