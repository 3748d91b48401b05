package dev.tollgate.webhooks.subscription;

import dev.tollgate.platform.id.IdPrefix;
import dev.tollgate.platform.principal.Actor;
import dev.tollgate.platform.principal.Mode;
import dev.tollgate.platform.principal.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint and the event types it hears, in one mode. Active, or not: switched off by its owner, or because the endpoint said that it is
 * gone (410).
 */
@Entity
@Table(name = "subscription")
public class Subscription {
    /** Ids of subscriptions, {@code whsub_…}. */
    public static final IdPrefix ID = new IdPrefix("whsub");

    static final String REQUESTED = "requested";
    static final String ENDPOINT_GONE = "endpoint_gone";

    @Id
    private String id;

    @Column(name = "org_id")
    private String orgId;

    @Column(name = "mode")
    private String mode;

    @Column(name = "url")
    private String url;

    @Column(name = "event_types")
    private String[] eventTypes;

    @Column(name = "description")
    private @Nullable String description;

    @Column(name = "active")
    private boolean active;

    @Column(name = "disabled_reason")
    private @Nullable String disabledReason;

    @Column(name = "secret_sealed")
    private String secretSealed;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate sets the fields
    protected Subscription() {}

    Subscription(String id, Tenant tenant, Wish wish, String secretSealed, Instant now) {
        this.id = id;
        this.orgId = tenant.orgId();
        this.mode = tenant.mode().wire();
        this.url = wish.url();
        this.eventTypes = wish.eventTypes().toArray(String[]::new);
        this.description = wish.description();
        this.active = true;
        this.secretSealed = secretSealed;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** What a client may choose. */
    record Wish(
            String url, List<String> eventTypes, @Nullable String description) {}

    SubscriptionEvent created(Actor creator) {
        return new SubscriptionEvent.Created(view(), tenant(), creator);
    }

    SubscriptionEvent deleted(Actor actor) {
        return new SubscriptionEvent.Deleted(view(), tenant(), actor);
    }

    /** What a client wants otherwise; null is "as it is", an empty description is none. */
    record Change(
            @Nullable String url,
            @Nullable List<String> eventTypes,
            @Nullable String description,
            @Nullable Boolean active) {}

    /** Takes over what differs; what already is so is no change and no event. */
    Optional<SubscriptionEvent> change(Change change, Actor actor, Instant now) {
        var before = view();
        if (change.url() != null) {
            url = change.url();
        }
        if (change.eventTypes() != null) {
            eventTypes = change.eventTypes().toArray(String[]::new);
        }
        if (change.description() != null) {
            description = change.description().isEmpty() ? null : change.description();
        }
        if (change.active() != null && change.active() != active) {
            active = change.active();
            disabledReason = active ? null : REQUESTED;
        }
        if (view().equals(before)) {
            return Optional.empty();
        }
        updatedAt = now;
        return Optional.of(new SubscriptionEvent.Updated(before, view(), tenant(), actor));
    }

    /** The endpoint answered 410: it gets nothing more until its owner switches it on again. */
    Optional<SubscriptionEvent> endpointGone(Instant now) {
        if (!active) {
            return Optional.empty();
        }
        var before = view();
        active = false;
        disabledReason = ENDPOINT_GONE;
        updatedAt = now;
        return Optional.of(new SubscriptionEvent.Updated(before, view(), tenant(), Actor.service("webhooks-service")));
    }

    SubscriptionView view() {
        return new SubscriptionView(
                id, url, List.of(eventTypes), description, active, disabledReason, mode, createdAt, updatedAt, null);
    }

    Tenant tenant() {
        return new Tenant(orgId, Mode.parse(mode));
    }

    String id() {
        return id;
    }
}
