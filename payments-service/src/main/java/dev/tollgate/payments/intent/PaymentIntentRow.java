package dev.tollgate.payments.intent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.payments.fx.FxRates;
import dev.tollgate.payments.terms.HostedPage;
import dev.tollgate.payments.terms.PaymentTerms;
import dev.tollgate.platform.money.Money;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** A payment intent as a row of {@code payment} with its timeline, both ways. */
@Singleton
class PaymentIntentRow {
    /** Everything of a {@code payment p}, with the timeline as two arrays. */
    static final String COLUMNS = """
            p.*,
            array(select t.status from payment_timeline t
                where t.org_id = p.org_id and t.mode = p.mode and t.payment_id = p.id order by t.position) as timeline_status,
            array(select t.at from payment_timeline t
                where t.org_id = p.org_id and t.mode = p.mode and t.payment_id = p.id order by t.position) as timeline_at
            """;

    private static final TypeReference<Map<String, String>> PAIRS = new TypeReference<>() {};

    private final ObjectMapper json;
    private final String publicUrl;

    PaymentIntentRow(ObjectMapper json, @ConfigProperty(name = "tollgate.public-url") String publicUrl) {
        this.json = json;
        this.publicUrl = publicUrl;
    }

    PaymentIntent read(Row row) {
        return new PaymentIntent(
                draft(row),
                state(row.getString("status")),
                timeline(row.getArrayOfStrings("timeline_status"), row.getArrayOfOffsetDateTimes("timeline_at")),
                settlement(row),
                row.getString("failure_reason"));
    }

    PaymentIntentDraft draft(Row row) {
        var terms = new PaymentTerms(
                row.getString("external_id"),
                Money.ofMinor(row.getLong("amount_minor"), row.getString("currency")),
                new PaymentTerms.Buyer(
                        row.getString("buyer_email"),
                        row.getString("buyer_name"),
                        row.getString("buyer_country"),
                        row.getString("buyer_phone")),
                row.getString("return_url"),
                display(row.getString("display")),
                row.getOffsetDateTime("expires_at").toInstant(),
                metadata(row.getString("metadata")));
        return new PaymentIntentDraft(
                row.getString("id"),
                new Tenant(row.getString("org_id"), Mode.parse(row.getString("mode"))),
                row.getString("agent_id"),
                terms,
                new HostedPage(publicUrl, row.getString("public_id")));
    }

    /** Appends a draft's columns, in the order of the insert. */
    Tuple write(Tuple to, PaymentIntentDraft draft) {
        var terms = draft.terms();
        var buyer = terms.buyer();
        return to.addString(terms.externalId())
                .addString(draft.page().publicId())
                .addLong(terms.amount().minor())
                .addString(terms.amount().currency().getCurrencyCode())
                .addString(buyer.email())
                .addString(buyer.name())
                .addString(buyer.country())
                .addString(buyer.phone())
                .addString(terms.returnUrl())
                .addString(terms.display() == null ? null : text(terms.display()))
                .addString(text(terms.metadata()))
                .addOffsetDateTime(utc(terms.expiresAt()))
                .addString(draft.agentId());
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static List<PaymentIntent.TimelineEntry> timeline(String[] states, OffsetDateTime[] times) {
        return IntStream.range(0, states.length)
                .mapToObj(i -> new PaymentIntent.TimelineEntry(state(states[i]), times[i].toInstant()))
                .toList();
    }

    private static PaymentIntentState state(String wire) {
        return PaymentIntentState.named(wire)
                .orElseThrow(() -> new IllegalStateException("no state of a payment intent: " + wire));
    }

    private static PaymentIntent.@Nullable Settlement settlement(Row row) {
        @Nullable OffsetDateTime at = row.getOffsetDateTime("settled_at");
        return at == null
                ? null
                : new PaymentIntent.Settlement(
                        row.getBigDecimal("fx_rate"),
                        new Money(row.getLong("brl_settled_minor"), FxRates.BRL),
                        at.toInstant());
    }

    private PaymentTerms.@Nullable Display display(@Nullable String text) {
        try {
            return text == null ? null : json.readValue(text, PaymentTerms.Display.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private Map<String, String> metadata(String text) {
        try {
            return json.readValue(text, PAIRS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
