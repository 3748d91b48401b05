package dev.tollgate.local.demo;

import dev.tollgate.local.stack.Stack;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/** The main job, told in the terminal: from sign-up to a settled sandbox payment, then live until a ceiling stops it and the key is revoked. */
public final class Demo {
    private static final String INTENT_AMOUNT = "100.00";
    private static final int INTENTS_UNDER_THE_DAILY_CEILING = 5;

    private final Story story;
    private final Narrator tell;
    private final WebhookReceiver receiver;

    private Demo(Story story, Narrator tell, WebhookReceiver receiver) {
        this.story = story;
        this.tell = tell;
        this.receiver = receiver;
    }

    /** Tells the story on a running stack; 0 only if each step did what it should. */
    public static int run(Stack stack, PrintStream out) {
        return run(new Story(stack.gateway(), stack.mailInbox()), out);
    }

    /** The same by somebody else's clients. */
    public static int run(Story story, PrintStream out) {
        var tell = new Narrator(out);
        try (var receiver = WebhookReceiver.start()) {
            var demo = new Demo(story, tell, receiver);
            var owner = demo.signUp();
            var testKey = demo.payInTheSandbox(owner);
            demo.onboardASeller(testKey);
            demo.goLive(owner);
            demo.leave(testKey);
            tell.heading("All " + tell.steps() + " steps did what they should, in " + tell.secondsSoFar() + " s.");
            return 0;
        } catch (StoryBroken | IOException broken) {
            out.println();
            out.println("The demo stopped: " + broken.getMessage());
            out.println("The logs of each service: ./dev logs <service>");
            return 1;
        }
    }

    private Story.Session signUp() {
        tell.heading("An organization signs up");
        var mailbox = tell.step("POST /v1/organizations", () -> story.signUp("Acme Exports"));
        tell.detail("mail to %s", mailbox.address());
        var owner = tell.step("open the mailed link: POST /v1/auth/sessions/consume", () -> story.open(mailbox));
        tell.detail("%s, a 12-hour session in test mode", owner.orgId());
        return owner;
    }

    private String payInTheSandbox(Story.Session owner) {
        tell.heading("An integrator pays in the sandbox");
        var minted = tell.step("POST /v1/api-keys (test)", () -> story.mintKey(owner, "test"));
        tell.detail("%s, %s.…", minted.text("id"), minted.text("keyPrefix"));
        var key = minted.text("secret");
        var subscription = tell.step("POST /v1/webhook-subscriptions", () -> story.subscribe(key, receiver));
        tell.detail("%s to %s", subscription.text("id"), receiver.url());
        var created = tell.step(
                "POST /v1/payment-intents, USD " + INTENT_AMOUNT,
                () -> story.createIntent(key, "order-1001", "INV-1001", INTENT_AMOUNT)
                        .expect(201));
        var id = created.text("id");
        tell.detail("%s, %s", id, created.text("status"));
        tell.step("the same once more, with the same Idempotency-Key", () -> {
            var replay = story.createIntent(key, "order-1001", "INV-1001", INTENT_AMOUNT)
                    .expect(200);
            if (!replay.header("idempotency-replayed").equals("true")
                    || !replay.text("id").equals(id)) {
                throw new StoryBroken(
                        "the repeat was not recognized: " + replay.response().body());
            }
            return replay;
        });
        tell.detail("200, Idempotency-Replayed: true, the same %s", id);
        var settled = tell.step("watch it settle: GET /v1/payment-intents/{id}", () -> story.awaitSettled(key, id));
        settled.body()
                .path("timeline")
                .forEach(step -> tell.detail(
                        "%s  %s", step.path("at").asText(), step.path("status").asText()));
        tell.detail("BRL %s at %s", settled.text("brlSettledAmount"), settled.text("fxRateAtSettlement"));
        var delivered = tell.step(
                "the webhooks about it, signatures verified",
                () -> story.awaitDelivered(receiver, id, "payment_intent.created", "payment_intent.settled"));
        delivered.forEach(type -> tell.detail("%s", type));
        if (receiver.refused() > 0) {
            throw new StoryBroken(receiver.refused() + " deliveries were not signed as they should be");
        }
        return key;
    }

    private void onboardASeller(String key) {
        tell.heading("A seller of the integrator's is verified");
        var submitted = tell.step(
                "POST /v1/connected-accounts, terms, document by signed URL, submit",
                () -> story.submitSeller(key, "seller-42", "Souza Comércio Ltda."));
        var id = submitted.text("id");
        tell.detail("%s, %s", id, submitted.text("status"));
        var decided = tell.step("the sandbox decides", () -> story.awaitDecided(key, id));
        tell.detail("%s", decided.text("status"));
        var paid = tell.step(
                "POST /v1/connected-accounts/{id}/payout-config",
                () -> story.api()
                        .as(key)
                        .post(
                                "/v1/connected-accounts/" + id + "/payout-config",
                                Map.of("pixKeyType", "cnpj", "pixKey", "11.222.333/0001-81"))
                        .expect(200));
        tell.detail("PIX key %s", paid.text("payoutConfig/pixKey"));
        tell.step(
                "the webhooks about it, signatures verified",
                () -> story.awaitDelivered(receiver, id, "connected_account.verifying", "connected_account.approved"));
    }

    private void goLive(Story.Session owner) {
        tell.heading("The organization goes live");
        tell.step("POST /v1/tenants/declare-production", () -> story.declareProduction(owner));
        tell.step(
                "a live key before the approval is refused: 403 FORBIDDEN",
                () -> story.api()
                        .as(owner.token())
                        .post("/v1/api-keys", Map.of("name", "too early", "mode", "live"))
                        .expect(403, "FORBIDDEN"));
        var staff = tell.step("staff sign in by mailed link", story::staff);
        tell.step(
                "staff approve: POST /v1/admin/production-access/{orgId}/approve",
                () -> story.approve(staff, owner.orgId()));
        var minted = tell.step("POST /v1/api-keys (live)", () -> story.mintKey(owner, "live"));
        tell.detail("%s, %s.…", minted.text("id"), minted.text("keyPrefix"));
        var key = minted.text("secret");
        tell.step(
                "an intent before live KYB is refused: 400 KybNotApproved",
                () -> story.createIntent(key, "live-0", "LIVE-0", INTENT_AMOUNT).expect(400, "KybNotApproved"));
        var live = tell.step("POST /v1/auth/switch-mode to live", () -> story.switchToLive(owner));
        var status = tell.step("live KYB: the owner submits, staff approve", () -> story.passKyb(live, staff));
        tell.detail("kybStatus %s in %s", status.text("kybStatus"), status.text("mode"));
        for (int i = 1; i <= INTENTS_UNDER_THE_DAILY_CEILING; i++) {
            var number = i;
            var intent = tell.step(
                    "live intent " + i + ", USD " + INTENT_AMOUNT,
                    () -> story.createIntent(key, "live-" + number, "LIVE-" + number, INTENT_AMOUNT)
                            .expect(201));
            tell.detail("%s, %s", intent.text("id"), intent.text("status"));
        }
        var denied = tell.step(
                "the next one is over the daily ceiling: 403 LimitExceeded",
                () -> story.createIntent(key, "live-over", "LIVE-OVER", INTENT_AMOUNT)
                        .expect(403, "LimitExceeded"));
        tell.detail(
                "%s: limit %s, used %s, requested %s, resets at %s",
                denied.text("details/reason"),
                denied.text("details/limit"),
                denied.text("details/used"),
                denied.text("details/requested"),
                denied.text("details/resetsAt"));
        tell.step(
                "DELETE /v1/api-keys/{id}",
                () -> story.api()
                        .as(owner.token())
                        .delete("/v1/api-keys/" + minted.text("id"))
                        .expect(204));
        tell.step(
                "the next request with it is refused: 401 InvalidApiKey",
                () -> story.api().as(key).get("/v1/payment-intents").expect(401, "InvalidApiKey"));
    }

    private void leave(String testKey) {
        tell.step("the test key still works, and sees nothing of live", () -> {
            var intents = story.api()
                    .as(testKey)
                    .get("/v1/payment-intents")
                    .expect(200)
                    .body()
                    .path("data");
            if (intents.size() != 1) {
                throw new StoryBroken("test mode shows " + intents.size() + " intents instead of 1");
            }
            return intents;
        });
    }
}
