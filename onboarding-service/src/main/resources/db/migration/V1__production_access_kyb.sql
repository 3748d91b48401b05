-- Who an organization is: told by auth-service (organization.created), never asked for.
create table organization (
    org_id        text collate "C" primary key,
    name          text        not null,
    owner_user_id text        not null,
    owner_email   text        not null,
    owner_name    text        not null,
    created_at    timestamptz not null
);
alter table organization enable row level security;
create policy tenant on organization using (organization_allows(org_id));

-- Where an organization stands on its way to live. A row comes with the first declaration; without one it is sandbox_only.
create table production_access (
    org_id                      text collate "C" primary key,
    state                       text    not null default 'sandbox_only' check (state in
        ('sandbox_only', 'declaration_pending', 'production_approved', 'production_denied', 'production_suspended')),
    transitions                 integer not null default 0 check (transitions >= 0),
    intended_use_case           text check (char_length(intended_use_case) between 20 and 1000),
    expected_monthly_volume_usd numeric check (expected_monthly_volume_usd > 0),
    website_url                 text,
    declared_by                 text,
    declared_at                 timestamptz,
    reviewed_by                 text,
    reviewed_at                 timestamptz,
    review_notes                text,
    check ((state = 'sandbox_only') = (transitions = 0)),
    check ((state = 'sandbox_only') = (declared_at is null)),
    check ((declared_at is null) = (declared_by is null) and (declared_at is null) = (intended_use_case is null)),
    check ((reviewed_at is null) = (reviewed_by is null))
);
create index production_access_oldest on production_access (declared_at, org_id);
alter table production_access enable row level security;
create policy tenant on production_access using (organization_allows(org_id));
revoke delete on production_access from onboarding_app;

-- Every transition that happened, and nothing else. The primary key lets no two transitions start from the same state; the edges are those of
-- ProductionAccessTransition (a test compares).
create table production_access_history (
    org_id     text collate "C" not null references production_access,
    sequence   integer          not null check (sequence > 0),
    transition text             not null,
    from_state text             not null,
    to_state   text             not null,
    actor_id   text             not null,
    notes      text check (char_length(notes) between 1 and 2000),
    at         timestamptz      not null,
    primary key (org_id, sequence),
    constraint production_access_history_edge check ((transition, from_state, to_state) in (
        ('declared',   'sandbox_only',         'declaration_pending'),
        ('declared',   'production_denied',    'declaration_pending'),
        ('approved',   'declaration_pending',  'production_approved'),
        ('denied',     'declaration_pending',  'production_denied'),
        ('suspended',  'production_approved',  'production_suspended'),
        ('reinstated', 'production_suspended', 'production_approved'))),
    constraint production_access_history_reason check (notes is not null or transition not in ('denied', 'suspended'))
);
alter table production_access_history enable row level security;
create policy tenant on production_access_history using (organization_allows(org_id));
revoke update, delete on production_access_history from onboarding_app;

-- The gateway's question on every live request, in one round trip: it runs as the owner, past row-level security, and tells one word.
create function production_access_status(organization text) returns text
    language sql stable security definer parallel safe
    return coalesce((select state from production_access where org_id = organization), 'sandbox_only');

-- Who accepted the terms, per mode; the first acceptance stands.
create table tos_acceptance (
    org_id      text collate "C" not null,
    mode        text             not null check (mode in ('test', 'live')),
    accepted_by text             not null,
    accepted_at timestamptz      not null,
    primary key (org_id, mode)
);
alter table tos_acceptance enable row level security;
create policy tenant on tos_acceptance using (tenant_allows(org_id, mode));
revoke update, delete on tos_acceptance from onboarding_app;

-- What an organization says about itself: personal data, in this table and nowhere else. The latest row counts.
create table kyb_submission (
    number            bigint generated always as identity primary key,
    org_id            text collate "C" not null,
    mode              text             not null check (mode in ('test', 'live')),
    status            text             not null check (status in ('pending', 'approved', 'rejected')),
    legal_name        text             not null,
    tax_id            text             not null,
    country           text             not null check (country ~ '^[A-Z]{2}$'),
    address           jsonb            not null,
    beneficial_owners jsonb            not null,
    submitted_by      text             not null,
    submitted_at      timestamptz      not null,
    reviewed_by       text,
    reviewed_at       timestamptz,
    review_notes      text check (char_length(review_notes) between 1 and 2000),
    check (mode = 'live' or status = 'approved'),
    check ((reviewed_at is null) = (reviewed_by is null)),
    check (status <> 'rejected' or review_notes is not null),
    check (mode = 'test' or (status = 'pending') = (reviewed_at is null))
);
create index kyb_submission_latest on kyb_submission (org_id, mode, number desc);
create unique index kyb_submission_open on kyb_submission (org_id) where mode = 'live' and status in ('pending', 'approved');
alter table kyb_submission enable row level security;
create policy tenant on kyb_submission using (tenant_allows(org_id, mode));
revoke delete on kyb_submission from onboarding_app;
