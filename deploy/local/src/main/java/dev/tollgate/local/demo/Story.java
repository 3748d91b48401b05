package dev.tollgate.local.demo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What an integrator, an owner and a reviewer do with Tollgate, as calls: each checks that it was answered as the contract says. The demo tells it, the
 * journeys test it.
 */
public final class Story {
    /** The account that every local run has. */
    public static final String STAFF = "staff@tollgate.example";

    private static final Duration SETTLES_WITHIN = Duration.ofSeconds(30);

    private final Api api;
    private final Api inbox;

    public Story(URI gateway, URI inbox) {
        this(Api.anonymous(gateway), Api.anonymous(inbox));
    }

    /** The same by clients that somebody watches. */
    public Story(Api gateway, Api inbox) {
        this.api = gateway;
        this.inbox = inbox;
    }

    /** Somebody who is signed in. */
    public record Session(String orgId, String token) {}

    /** The gateway without a credential. */
    public Api api() {
        return api;
    }

    public Mailbox mailbox(String address) {
        return new Mailbox(inbox, address);
    }

    /** Signs a new organization up; its owner gets a mail. */
    public Mailbox signUp(String organizationName) {
        var address = "owner-" + UUID.randomUUID().toString().substring(0, 8) + "@acme.example";
        api.post(
                        "/v1/organizations",
                        Map.of("organizationName", organizationName, "email", address, "name", "Ada Owner"))
                .expect(201);
        return mailbox(address);
    }

    /** Opens the mailed link. */
    public Session open(Mailbox mailbox) {
        var session = api.post("/v1/auth/sessions/consume", Map.of("token", mailbox.openSignInLink()))
                .expect(200);
        return new Session(session.text("user/orgId"), session.text("token"));
    }

    /** Signs staff in, by mailed link like everyone. */
    public Api staff() {
        return api.as(staffToken());
    }

    /** The same; answers the token of the session. */
    public String staffToken() {
        return signIn(mailbox(STAFF)).token();
    }

    /** Signs somebody in who has an account. */
    public Session signIn(Mailbox mailbox) {
        mailbox.leaveWhatIsThere();
        api.post("/v1/auth/signin", Map.of("email", mailbox.address())).expect(200);
        return open(mailbox);
    }

    /** Mints an unrestricted key. */
    public Api.Answer mintKey(Session session, String mode) {
        return api.as(session.token())
                .post("/v1/api-keys", Map.of("name", "ERP integration (" + mode + ")", "mode", mode))
                .expect(201);
    }

    /** Subscribes an endpoint to everything, and tells it the secret. */
    public Api.Answer subscribe(String key, WebhookReceiver receiver) {
        var subscription = api.as(key)
                .post("/v1/webhook-subscriptions", Map.of("url", receiver.url().toString(), "eventTypes", List.of("*")))
                .expect(201);
        receiver.trust(subscription.text("secret"));
        return subscription;
    }

    /** Posts a payment intent under an idempotency key; the caller says what should come. */
    public Api.Answer createIntent(String key, String idempotencyKey, String externalId, String amount) {
        return api.as(key)
                .post(
                        "/v1/payment-intents",
                        Map.of(
                                "externalId",
                                externalId,
                                "amount",
                                amount,
                                "currency",
                                "USD",
                                "buyer",
                                Map.of("email", "buyer@globex.example", "name", "Bo Buyer", "country", "US"),
                                "metadata",
                                Map.of("order", externalId)),
                        "Idempotency-Key",
                        idempotencyKey);
    }

    /** Waits until an intent has settled. */
    public Api.Answer awaitSettled(String key, String intentId) {
        return Patience.await(intentId + " to settle", SETTLES_WITHIN, () -> {
            var intent = api.as(key).get("/v1/payment-intents/" + intentId).expect(200);
            return switch (intent.text("status")) {
                case "settled" -> Optional.of(intent);
                case "failed", "cancelled", "expired", "buyer_kyc_rejected" ->
                    throw new StoryBroken(intentId + " ended as " + intent.text("status"));
                default -> Optional.empty();
            };
        });
    }

    /** Waits until the endpoint got these types about a resource, whatever else it got. */
    public List<String> awaitDelivered(WebhookReceiver receiver, String resource, String... types) {
        return Patience.await(
                "webhooks about " + resource,
                SETTLES_WITHIN,
                () -> Optional.of(receiver.typesAbout(resource))
                        .filter(delivered -> delivered.containsAll(List.of(types))));
    }

    /** Makes a seller of an integrator's, with its terms accepted and its document uploaded, and submits it. */
    public Api.Answer submitSeller(String key, String externalId, String legalName) {
        var accounts = api.as(key);
        var created = accounts.post(
                        "/v1/connected-accounts",
                        Map.of(
                                "role", "seller",
                                "entityType", "business",
                                "externalId", externalId,
                                "legalName", legalName,
                                "country", "BR",
                                "taxId", "11.222.333/0001-81"))
                .expect(201);
        var path = "/v1/connected-accounts/" + created.text("id");
        var session = accounts.post(path + "/tos-session").expect(201);
        accounts.post(path + "/tos-accepted", Map.of("tosId", session.text("tosId")))
                .expect(200);
        var target = accounts.post(
                        path + "/upload-url",
                        Map.of("documentType", "business_registration", "contentType", "application/pdf"))
                .expect(201);
        api.upload(
                        target.text("url"),
                        "%PDF-1.7 the registration of a business".getBytes(StandardCharsets.US_ASCII),
                        "Content-Type",
                        target.text("headers/Content-Type"))
                .expect(200);
        return accounts.post(path + "/submit").expect(200);
    }

    /** Waits until a connected account was decided about. */
    public Api.Answer awaitDecided(String key, String accountId) {
        return Patience.await(
                accountId + " to be decided",
                SETTLES_WITHIN,
                () -> Optional.of(api.as(key)
                                .get("/v1/connected-accounts/" + accountId)
                                .expect(200))
                        .filter(account -> !account.text("status").equals("verifying")));
    }

    public Api.Answer declareProduction(Session owner) {
        return api.as(owner.token())
                .post(
                        "/v1/tenants/declare-production",
                        Map.of(
                                "intended_use_case",
                                "Collecting export invoices from buyers in the United States.",
                                "expected_monthly_volume_usd",
                                5000,
                                "accepted_terms",
                                true))
                .expect(202);
    }

    public Api.Answer approve(Api staff, String orgId) {
        return staff.post("/v1/admin/production-access/" + orgId + "/approve", Map.of("notes", "Known exporter."))
                .expect(200);
    }

    /** Waits until onboarding shows a status (a fact or two may be under way). */
    public Api.Answer productionStatus(String credential) {
        return api.as(credential).get("/v1/tenants/production-status").expect(200);
    }

    public Session switchToLive(Session owner) {
        var live = api.as(owner.token())
                .post("/v1/auth/switch-mode", Map.of("mode", "live"))
                .expect(200);
        return new Session(owner.orgId(), live.text("token"));
    }

    /** The owner accepts the terms and submits KYB in live mode; staff approve it. */
    public Api.Answer passKyb(Session liveOwner, Api staff) {
        var owner = api.as(liveOwner.token());
        owner.post("/v1/onboarding/tos", Map.of());
        var address = Map.of(
                "line1", "Rua Um 1", "city", "Santos", "region", "SP", "postalCode", "11010-000", "country", "BR");
        var submitted = owner.post(
                "/v1/onboarding/kyb",
                Map.of(
                        "legalName", "Acme Exports Ltda",
                        "taxId", "11222333000181",
                        "country", "BR",
                        "address", address,
                        "beneficialOwners", List.of(Map.of("name", "Ada Owner", "ownershipPercent", 100))));
        if (submitted.status() >= 300) {
            throw new StoryBroken("KYB was refused: " + submitted.response().body());
        }
        staff.post("/v1/admin/kyb/" + liveOwner.orgId() + "/approve", Map.of("notes", "Register checked."))
                .expect(200);
        return owner.get("/v1/onboarding/status").expect(200);
    }
}
