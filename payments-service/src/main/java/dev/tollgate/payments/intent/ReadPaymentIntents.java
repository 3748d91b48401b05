package dev.tollgate.payments.intent;

import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Shows a tenant its payment intents, and an agent its own: one, or a page of them, newest first. */
@ApplicationScoped
class ReadPaymentIntents {
    private final PaymentIntentRepository intents;

    ReadPaymentIntents(PaymentIntentRepository intents) {
        this.intents = intents;
    }

    Uni<PaymentIntent> one(Principal caller, String id) {
        return intents.find(caller.requireTenant(), id)
                .invoke(intent -> intent.draft().checkVisibleTo(caller));
    }

    Uni<Page<PaymentIntentBody>> page(
            Principal caller, PaymentIntentFilter filter, @Nullable String cursor, int limit) {
        var visible = filter.ofAgent(PaymentIntentDraft.agent(caller));
        return intents.newest(caller.requireTenant(), visible, Cursor.before(cursor, PaymentIntentDraft.ID), limit)
                .map(found -> Page.of(found, limit, PaymentIntent::id, PaymentIntentBody::of));
    }
}
