-- Who wants to hear of what, and where.
create table subscription (
    id              text        primary key collate "C",
    org_id          text        not null collate "C",
    mode            text        not null check (mode in ('test', 'live')),
    url             text        not null,
    event_types     text[]      not null,
    description     text,
    active          boolean     not null,
    disabled_reason text        check (disabled_reason in ('requested', 'endpoint_gone')),
    secret_sealed   text        not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    check (active = (disabled_reason is null))
);
create index subscription_list on subscription (org_id, mode, id desc);

-- Which subscription an Idempotency-Key made. It outlives the subscription: a late repeat of the creation must not bring it back.
create table subscription_key (
    org_id          text not null collate "C",
    mode            text not null check (mode in ('test', 'live')),
    idempotency_key text not null collate "C",
    subscription_id text not null,
    primary key (org_id, mode, idempotency_key)
);

-- What is sent: the body is fixed here, so that it is the same on every attempt. A fact of a whole organization has a row per mode.
create table webhook_event (
    id          text        not null,
    org_id      text        not null collate "C",
    mode        text        not null check (mode in ('test', 'live')),
    type        text        not null,
    subject     text        not null,
    body        text        not null,
    traceparent text,
    created_at  timestamptz not null,
    primary key (id, mode)
);

-- One event on its way to one subscription (package dev.tollgate.webhooks.delivery tells the whole story).
create table delivery (
    id              text        primary key collate "C",
    sequence        bigint      not null generated always as identity,
    org_id          text        not null collate "C",
    mode            text        not null check (mode in ('test', 'live')),
    subscription_id text        not null collate "C" references subscription (id) on delete cascade,
    event_id        text        not null,
    event_type      text        not null,
    subject         text        not null,
    state           text        not null check (state in ('waiting', 'due', 'sending', 'delivered', 'failed')),
    -- due: when to send; sending: when the lease ends
    due_at          timestamptz,
    -- whether later deliveries of the same subject wait for this one
    holds_lane      boolean     not null,
    attempt_count   integer     not null default 0,
    created_at      timestamptz not null,
    completed_at    timestamptz,
    unique (subscription_id, event_id),
    foreign key (event_id, mode) references webhook_event (id, mode),
    check ((state in ('due', 'sending')) = (due_at is not null)),
    check ((state in ('delivered', 'failed')) = (completed_at is not null)),
    check (not (holds_lane and completed_at is not null))
);
create index delivery_due on delivery (subscription_id, due_at, sequence) where due_at is not null;
create index delivery_lane on delivery (subscription_id, subject, sequence) where holds_lane;
create index delivery_list on delivery (subscription_id, id desc);
create index delivery_event on delivery (event_id, mode);

-- What happened each time.
create table attempt (
    delivery_id    text        not null references delivery (id) on delete cascade,
    number         integer     not null,
    org_id         text        not null collate "C",
    mode           text        not null check (mode in ('test', 'live')),
    started_at     timestamptz not null,
    latency_millis bigint      not null,
    status_code    integer,
    response       text,
    error          text,
    primary key (delivery_id, number)
);
revoke update, delete on attempt from webhooks_app;

alter table subscription enable row level security;
alter table subscription_key enable row level security;
alter table webhook_event enable row level security;
alter table delivery enable row level security;
alter table attempt enable row level security;
create policy tenant on subscription using (tenant_allows(org_id, mode));
create policy tenant on subscription_key using (tenant_allows(org_id, mode));
create policy tenant on webhook_event using (tenant_allows(org_id, mode));
create policy tenant on delivery using (tenant_allows(org_id, mode));
create policy tenant on attempt using (tenant_allows(org_id, mode));
