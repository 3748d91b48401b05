-- What staff set for an organization, in requests a minute; null: the default of the service.
create table request_limit (
    org_id text collate "C" primary key,
    test   integer check (test > 0),
    live   integer check (live > 0)
);
alter table request_limit enable row level security;
create policy tenant on request_limit using (organization_allows(org_id));
revoke delete on request_limit from keys_app;

-- How many requests an organization may make right now (package requestlimit says how it is counted).
create table request_bucket (
    org_id      text collate "C" not null,
    mode        text        not null check (mode in ('test', 'live')),
    per_minute  bigint      not null,
    units       bigint      not null check (units >= 0),
    refilled_at timestamptz not null,
    granted     bigint      not null,
    primary key (org_id, mode)
) with (fillfactor = 50);
alter table request_bucket enable row level security;
create policy tenant on request_bucket using (tenant_allows(org_id, mode));
