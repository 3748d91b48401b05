-- Sums and reservations in US cents: the ceilings are in USD (contract/limits.md). Every row is of one organization in one mode; only live
-- reservations exist, because test is never throttled, but the rule about the mode is the same as everywhere.

-- What staff set for an organization; null stands for the default (Ceilings.BETA). Of the whole organization: test has no ceilings.
create table ceiling_override (
    org_id        text collate "C" primary key,
    per_tx_cents  bigint check (per_tx_cents >= 0),
    daily_cents   bigint check (daily_cents >= 0),
    monthly_cents bigint check (monthly_cents >= 0),
    disabled      boolean not null default false
);

-- What stands against an organization's ceilings: one row per UTC day and one per UTC calendar month, made when first needed. Whoever
-- changes a sum holds the rows' locks, the day's first, then the month's.
create table usage_window (
    org_id          text collate "C" not null,
    mode            text   not null check (mode in ('test', 'live')),
    period          text   not null check (period in ('day', 'month')),
    starts_on       date   not null check (period = 'day' or extract(day from starts_on) = 1),
    reserved_cents  bigint not null default 0 check (reserved_cents >= 0),
    committed_cents bigint not null default 0 check (committed_cents >= 0),
    primary key (org_id, mode, period, starts_on)
) with (fillfactor = 50); -- room for hot updates in the page: these rows change with every reservation

-- The first answer to each reference, admitted or denied, and what became of it.
create table reservation (
    id           text collate "C" primary key,
    org_id       text collate "C" not null,
    mode         text        not null check (mode in ('test', 'live')),
    reference    text collate "C" not null,
    path         text        not null,
    actor        text        not null,
    actor_id     text        not null,
    amount_minor bigint      not null check (amount_minor > 0),
    currency     text        not null,
    usd_rate     numeric,
    usd_cents    bigint      not null check (usd_cents > 0),
    state        text        not null check (state in ('reserved', 'committed', 'released', 'denied')),
    day          date        not null,
    created_at   timestamptz not null,
    closed_at    timestamptz check ((closed_at is not null) = (state in ('committed', 'released'))),
    unique (org_id, mode, reference)
);

-- Why a reservation was denied. Never changed.
create table denial (
    reservation_id  text collate "C" primary key references reservation,
    org_id          text collate "C" not null,
    mode            text   not null check (mode in ('test', 'live')),
    limit_type      text   not null check (limit_type in ('tenant_ceiling_per_tx', 'tenant_ceiling_daily', 'tenant_ceiling_monthly')),
    limit_cents     bigint not null check (limit_cents >= 0),
    used_cents      bigint not null check (used_cents >= 0),
    requested_cents bigint not null check (requested_cents > 0),
    resets_at       timestamptz
);
revoke update, delete on denial from limits_app;

-- The ways that money can take. A new one is a row here and nothing else. No foreign key points here: its share locks would make every
-- reservation of every organization write to the same few rows.
create table money_path (
    name text primary key
);
insert into money_path values ('payment_intent'), ('invoice'), ('transfer'), ('x402'), ('acp'), ('ap2'), ('ucp'), ('stream');
revoke insert, update, delete on money_path from limits_app;

alter table ceiling_override enable row level security;
alter table usage_window enable row level security;
alter table reservation enable row level security;
alter table denial enable row level security;
create policy tenant on ceiling_override using (organization_allows(org_id));
create policy tenant on usage_window using (tenant_allows(org_id, mode));
create policy tenant on reservation using (tenant_allows(org_id, mode));
create policy tenant on denial using (tenant_allows(org_id, mode));
