package dev.tollgate.payments.intent;

import dev.tollgate.platform.page.Cursor;
import dev.tollgate.platform.page.Page;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Shows a tenant its payment intents: one, or a page of them, newest first. */
@ApplicationScoped
class ReadPaymentIntents {
    private final PaymentIntentRepository intents;

    ReadPaymentIntents(PaymentIntentRepository intents) {
        this.intents = intents;
    }

    Uni<PaymentIntent> one(Tenant tenant, String id) {
        return intents.find(tenant, id);
    }

    Uni<Page<PaymentIntentBody>> page(Tenant tenant, PaymentIntentFilter filter, @Nullable String cursor, int limit) {
        return intents.newest(tenant, filter, Cursor.before(cursor, PaymentIntentDraft.ID), limit)
                .map(found -> Page.of(found, limit, PaymentIntent::id, PaymentIntentBody::of));
    }
}
