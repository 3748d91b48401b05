-- An integrator's own sellers and buyers (contract/production-access.md, Connected accounts). Personal data of others: in these tables and nowhere else.
create table connected_account (
    org_id               text collate "C" not null,
    mode                 text             not null check (mode in ('test', 'live')),
    id                   text collate "C" not null,
    role                 text             not null check (role in ('seller', 'buyer')),
    entity_type          text             not null check (entity_type in ('business', 'individual')),
    external_id          text,
    idempotency_key      text,
    email                text,
    legal_name           text,
    display_name         text,
    country              text check (country ~ '^[A-Z]{2}$'),
    tax_id               text,
    created_by           text             not null,
    created_at           timestamptz      not null,
    status               text             not null check (status in ('created', 'verifying', 'approved', 'rejected')),
    tos_id               text,
    tos_accepted_at      timestamptz,
    submitted_at         timestamptz,
    decided_by           text,
    decided_at           timestamptz,
    decision_notes       text check (char_length(decision_notes) between 1 and 2000),
    pix_key_type         text check (pix_key_type in ('cpf', 'cnpj', 'email', 'phone', 'random')),
    pix_key_sealed       text,
    pix_key_masked       text,
    payout_configured_at timestamptz,
    primary key (org_id, mode, id),
    check ((tos_id is null) = (tos_accepted_at is null)),
    check ((status = 'created') = (submitted_at is null)),
    check (submitted_at is null or tos_id is not null),
    check ((status in ('approved', 'rejected')) = (decided_at is not null) and (decided_at is null) = (decided_by is null)),
    check (status <> 'rejected' or decision_notes is not null),
    check ((pix_key_type is null) = (pix_key_sealed is null) and (pix_key_type is null) = (pix_key_masked is null)
        and (pix_key_type is null) = (payout_configured_at is null)),
    check (pix_key_type is null or (role = 'seller' and status = 'approved'))
);
create unique index connected_account_external_id on connected_account (org_id, mode, external_id);
create unique index connected_account_idempotency_key on connected_account (org_id, mode, idempotency_key);
create index connected_account_by_status on connected_account (org_id, mode, status, id desc);
create index connected_account_by_role on connected_account (org_id, mode, role, id desc);
-- The reviewers' queue, oldest first.
create index connected_account_review on connected_account (status, submitted_at, id) where mode = 'live' and submitted_at is not null;
alter table connected_account enable row level security;
create policy tenant on connected_account using (tenant_allows(org_id, mode));
revoke delete on connected_account from onboarding_app;

-- A moment in which the account's holder may accept the terms: short, and good for one acceptance.
create table tos_session (
    org_id     text collate "C" not null,
    mode       text             not null,
    id         text collate "C" not null,
    account_id text collate "C" not null,
    created_by text             not null,
    expires_at timestamptz      not null,
    used_at    timestamptz,
    primary key (org_id, mode, id),
    foreign key (org_id, mode, account_id) references connected_account
);
create unique index tos_session_id on tos_session (id);
alter table tos_session enable row level security;
create policy tenant on tos_session using (tenant_allows(org_id, mode));

-- When the sandbox decides about an account that was submitted in test.
create table connected_account_timer (
    org_id     text collate "C" not null,
    mode       text             not null check (mode = 'test'),
    account_id text collate "C" not null,
    due_at     timestamptz      not null,
    primary key (org_id, mode, account_id),
    foreign key (org_id, mode, account_id) references connected_account
);
create index connected_account_timer_due on connected_account_timer (due_at);
alter table connected_account_timer enable row level security;
create policy tenant on connected_account_timer using (tenant_allows(org_id, mode));
