-- A payment: made through POST /v1/payment-intents or, later, as an invoice. Both share keys, external ids and the pipeline.
-- Every key begins with the tenant, so no plan can walk through the rows of others, and rows can be split by organization one day.
create table payment (
    id                 text collate "C" not null,
    org_id             text collate "C" not null,
    mode               text        not null check (mode in ('test', 'live')),
    origin             text        not null check (origin in ('payment_intent', 'invoice')),
    -- 'claimed': a live request holds the id while it reserves at limits; nobody sees the row yet (package intent, the essay)
    status             text        not null check (status in (
        'claimed', 'awaiting_buyer', 'buyer_kyc_pending', 'buyer_kyc_approved', 'buyer_kyc_rejected', 'fx_quoted', 'on_ramp_pending',
        'on_ramp_failed', 'fiat_received', 'on_chain_confirmed', 'offramp_pending', 'offramp_failed', 'settled', 'failed', 'cancelled',
        'expired')),
    idempotency_key    text collate "C",
    external_id        text collate "C" not null,
    public_id          text        not null unique,
    amount_minor       bigint      not null check (amount_minor > 0),
    currency           text        not null check (currency in ('USD', 'EUR', 'BRL')),
    buyer_email        text        not null,
    buyer_name         text,
    buyer_country      text,
    buyer_phone        text,
    return_url         text,
    display            text check (display is json object),
    metadata           text        not null check (metadata is json object),
    expires_at         timestamptz not null,
    created_at         timestamptz not null,
    fx_rate            numeric(20, 6),
    brl_settled_minor  bigint,
    settled_at         timestamptz,
    failure_reason     text,
    primary key (org_id, mode, id),
    constraint payment_idempotency_key unique (org_id, mode, idempotency_key),
    constraint payment_external_id unique (org_id, mode, external_id),
    constraint payment_settlement check ((status = 'settled') = (settled_at is not null and fx_rate is not null and brl_settled_minor is not null))
);
create index payment_newest_by_status on payment (org_id, mode, status, id desc);

-- Append-only: each state that a payment was in, in order.
create table payment_timeline (
    org_id     text collate "C" not null,
    mode       text        not null check (mode in ('test', 'live')),
    payment_id text collate "C" not null,
    position   integer     not null,
    status     text        not null,
    at         timestamptz not null,
    primary key (org_id, mode, payment_id, position),
    foreign key (org_id, mode, payment_id) references payment
);
revoke update, delete on payment_timeline from payments_app;

-- What is due to happen to a payment without anybody asking: the next step of its rail, and its expiry. Whoever takes a row moves its due
-- time ahead by a lease; the row goes in the transaction that does the work.
create table payment_timer (
    org_id     text collate "C" not null,
    mode       text        not null check (mode in ('test', 'live')),
    payment_id text collate "C" not null,
    kind       text        not null check (kind in ('rail', 'expiry')),
    due_at     timestamptz not null,
    primary key (org_id, mode, payment_id, kind),
    foreign key (org_id, mode, payment_id) references payment
);
create index payment_timer_due on payment_timer (due_at);

-- Organizations whose KYB onboarding has approved. An approval is final, so it is asked for once.
create table kyb_approval (
    org_id      text collate "C" not null,
    mode        text        not null check (mode in ('test', 'live')),
    approved_at timestamptz not null default now(),
    primary key (org_id, mode)
);
revoke update, delete on kyb_approval from payments_app;

alter table payment enable row level security;
alter table payment_timeline enable row level security;
alter table payment_timer enable row level security;
alter table kyb_approval enable row level security;
create policy tenant on payment using (tenant_allows(org_id, mode));
create policy tenant on payment_timeline using (tenant_allows(org_id, mode));
create policy tenant on payment_timer using (tenant_allows(org_id, mode));
create policy tenant on kyb_approval using (tenant_allows(org_id, mode));
