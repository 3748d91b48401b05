package dev.tollgate.payments.intent;

import dev.tollgate.payments.claim.Claims;
import dev.tollgate.payments.fx.FxRates;
import dev.tollgate.payments.grant.TreasuryGrants;
import dev.tollgate.payments.intent.PaymentIntentInserts.Known;
import dev.tollgate.payments.kyb.KybApprovals;
import dev.tollgate.payments.limit.Reservation;
import dev.tollgate.payments.limit.Reservations;
import dev.tollgate.payments.terms.HostedPage;
import dev.tollgate.platform.error.Problem;
import dev.tollgate.platform.error.Upstream;
import dev.tollgate.platform.principal.ActorType;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Principal;
import dev.tollgate.platform.principal.Tenant;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.math.BigDecimal;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Creates a payment intent once per {@code Idempotency-Key} and {@code externalId} (contract/payments.md, contract/conventions.md). A known key wins over
 * whatever body comes with it, so even a body that would be refused is answered with what the key made; a key that met a known external id is
 * answered with that intent from then on. An agent needs a grant for each intent that it
 * creates, and none for one that exists.
 */
@ApplicationScoped
class CreatePaymentIntent {
    private static final BigDecimal MINIMUM_USD = new BigDecimal("10.00");
    private static final String MONEY_PATH = "payment_intent";

    private final PaymentIntentInserts inserts;
    private final Claims claims;
    private final KybApprovals kyb;
    private final TreasuryGrants grants;
    private final Reservations reservations;
    private final FxRates rates;
    private final Validator validator;
    private final Clock clock;
    private final String publicUrl;

    CreatePaymentIntent(
            PaymentIntentInserts inserts,
            Claims claims,
            KybApprovals kyb,
            TreasuryGrants grants,
            Reservations reservations,
            FxRates rates,
            Validator validator,
            Clock clock,
            @ConfigProperty(name = "tollgate.public-url") String publicUrl) {
        this.inserts = inserts;
        this.claims = claims;
        this.kyb = kyb;
        this.grants = grants;
        this.reservations = reservations;
        this.rates = rates;
        this.validator = validator;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** What a request came to, beside a refusal. */
    sealed interface Outcome {
        record Created(PaymentIntent intent) implements Outcome {}

        /** The key or external id was known: the intent as it is now. */
        record Replayed(PaymentIntent intent) implements Outcome {}
    }

    Uni<Outcome> create(Principal caller, @Nullable String key, PaymentIntentRequest request) {
        var tenant = caller.requireTenant();
        return Uni.createFrom()
                .item(() -> draft(caller, request))
                .chain(draft -> caller.actor() == ActorType.AGENT ? insertGranted(draft, key) : insert(draft, key))
                .onFailure(refusal -> key != null && isRefusal(refusal))
                .recoverWithUni(refusal -> replayOr(refusal, tenant, key));
    }

    private PaymentIntentDraft draft(Principal caller, PaymentIntentRequest request) {
        var terms = request.terms(validator, caller.requireTenant().mode(), clock.instant());
        var amount = terms.amount();
        var usd = amount.decimal().multiply(rates.rate(amount.currency(), FxRates.USD));
        if (usd.compareTo(MINIMUM_USD) < 0) {
            throw PaymentIntentProblem.amountBelowMinimum();
        }
        return PaymentIntentDraft.of(caller, terms, HostedPage.open(publicUrl));
    }

    /** The grant is used first and for good; whoever fails after that repeats the request, and has the same grant again. */
    private Uni<Outcome> insertGranted(PaymentIntentDraft draft, @Nullable String key) {
        return inserts.known(draft.tenant(), key, draft.terms().externalId())
                .chain(known -> known.orElse(null) instanceof Known.Intent(var intent)
                        ? replayed(intent)
                        : grants.use(grantReference(draft, key))
                                .chain(granted -> granted
                                        ? insert(draft, key)
                                        : refuse(PaymentIntentProblem.treasuryGrantRequired())));
    }

    /** An intent has one key or none, and one external id, and so has whatever repeats it. */
    private static String grantReference(PaymentIntentDraft draft, @Nullable String key) {
        return key != null
                ? "idempotency_key:" + key
                : "external_id:" + draft.terms().externalId();
    }

    private Uni<Outcome> insert(PaymentIntentDraft draft, @Nullable String key) {
        var event = draft.create(clock.instant());
        boolean live = draft.tenant().mode() == Mode.LIVE;
        return (live ? inserts.claim(event, key) : inserts.create(event, key)).chain(inserted -> switch (inserted) {
            case YES -> live ? reserve(draft) : created(event);
            case TAKEN -> existing(draft, key);
            case KYB_UNKNOWN -> afterAskingForKyb(draft, key);
        });
    }

    private Uni<Outcome> afterAskingForKyb(PaymentIntentDraft draft, @Nullable String key) {
        return kyb.ask(draft.tenant())
                .chain(approved -> approved ? insert(draft, key) : refuse(PaymentIntentProblem.kybNotApproved()));
    }

    private Uni<Outcome> existing(PaymentIntentDraft draft, @Nullable String key) {
        return inserts.known(draft.tenant(), key, draft.terms().externalId())
                .chain(known -> switch (known.orElse(null)) {
                    case Known.Intent(var intent) -> replayed(intent);
                    case Known.Claim(var claimed, var idle) -> idle ? goOn(claimed, draft, key) : reserve(claimed);
                    case Known.OtherOrigin() -> refuse(PaymentIntentProblem.keyConflict());
                    case null -> insert(draft, key); // a claim that limits denied in this moment
                });
    }

    /**
     * Whoever finds a claim whose request is under way shares it, whatever was asked for: limits reserves once per id. One that nobody got an answer
     * about binds nobody: who asks for the same goes on with it, so that the sum is held once; who asks for something else begins anew.
     */
    private Uni<Outcome> goOn(PaymentIntentDraft claimed, PaymentIntentDraft draft, @Nullable String key) {
        var mine = claimed.expiringAt(draft.terms().expiresAt());
        if (!mine.terms().equals(draft.terms())) {
            return claims.giveUpIdle(claimed.tenant(), claimed.id()).chain(() -> insert(draft, key));
        }
        return claims.takeOver(mine.tenant(), mine.id(), mine.terms().expiresAt())
                .chain(taken -> taken ? reserve(mine) : existing(draft, key));
    }

    private Uni<Outcome> reserve(PaymentIntentDraft claimed) {
        return reservations
                .reserve(claimed.terms().amount(), MONEY_PATH, claimed.id())
                .onFailure()
                .call(() ->
                        claims.letGo(claimed.tenant(), claimed.id()).onFailure().recoverWithNull())
                .chain(decision -> switch (decision) {
                    case Reservation.Reserved() -> confirm(claimed);
                    case Reservation.Gone() ->
                        claims.giveUp(claimed.tenant(), claimed.id()).chain(() -> refuse(Upstream.unavailable()));
                    case Reservation.Denied(var details) ->
                        claims.giveUp(claimed.tenant(), claimed.id())
                                .chain(() -> refuse(PaymentIntentProblem.limitExceeded(details)));
                });
    }

    private Uni<Outcome> confirm(PaymentIntentDraft claimed) {
        var event = claimed.create(clock.instant());
        return inserts.confirm(event)
                .chain(confirmed -> confirmed
                        ? created(event)
                        : inserts.known(claimed.tenant(), null, claimed.terms().externalId())
                                .chain(known -> known.orElse(null) instanceof Known.Intent(var intent)
                                        ? replayed(intent)
                                        : refuse(Upstream.unavailable())));
    }

    private Uni<Outcome> replayOr(Throwable refusal, Tenant tenant, @Nullable String key) {
        return inserts.known(tenant, key, null)
                .chain(known ->
                        known.orElse(null) instanceof Known.Intent(var intent) ? replayed(intent) : refuse(refusal));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Problem || failure instanceof jakarta.validation.ConstraintViolationException;
    }

    private static Uni<Outcome> created(PaymentIntentEvent.Created event) {
        return Uni.createFrom().item(new Outcome.Created(event.paymentIntent()));
    }

    private static Uni<Outcome> replayed(PaymentIntent intent) {
        return Uni.createFrom().item(new Outcome.Replayed(intent));
    }

    private static Uni<Outcome> refuse(Throwable refusal) {
        return Uni.createFrom().failure(refusal);
    }
}
