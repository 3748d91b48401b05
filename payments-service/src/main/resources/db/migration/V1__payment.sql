-- A payment: made through POST /v1/payment-intents or, later, as an invoice. Both share keys, external ids and the pipeline.
create table payment (
    id                 text collate "C" primary key,
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
    constraint payment_idempotency_key unique (org_id, mode, idempotency_key),
    constraint payment_external_id unique (org_id, mode, external_id),
    constraint payment_settlement check ((status = 'settled') = (settled_at is not null and fx_rate is not null and brl_settled_minor is not null))
);
create index payment_newest on payment (org_id, mode, id desc);
create index payment_newest_by_status on payment (org_id, mode, status, id desc);

-- Append-only: each state that a payment was in, in order.
create table payment_timeline (
    payment_id text collate "C" not null references payment,
    position   integer     not null,
    org_id     text collate "C" not null,
    mode       text        not null check (mode in ('test', 'live')),
    status     text        not null,
    at         timestamptz not null,
    primary key (payment_id, position)
);
revoke update, delete on payment_timeline from payments_app;

-- What is due to happen to a payment without anybody asking: the next step of its rail, and its expiry. Whoever takes a row moves its due
-- time ahead by a lease; the row goes in the transaction that does the work.
create table payment_timer (
    payment_id text collate "C" not null references payment,
    kind       text        not null check (kind in ('rail', 'expiry')),
    org_id     text collate "C" not null,
    mode       text        not null check (mode in ('test', 'live')),
    due_at     timestamptz not null,
    primary key (payment_id, kind)
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
