-- What every schema starts with. Tables belong to the owner role; the app role reads and writes rows (default privileges).

-- Facts that are committed but not yet in Kafka (platform, package event).
create table outbox (
    id         bigint generated always as identity primary key,
    event_id   text        not null unique,
    topic      text        not null,
    key        text        not null,
    payload    text        not null,
    created_at timestamptz not null default now()
);

-- Facts of others that were handled. Rows stay: they must outlive the fact in Kafka, and are small.
create table inbox (
    event_id    text primary key,
    received_at timestamptz not null default now()
);

-- Row-level security repeats the rule of every query (decision 6). A transaction names its tenant, 'org_…/test', or '*' for the service's own
-- workers; one that names none sees nothing.
create function tenant_allows(org_id text, mode text) returns boolean
    language sql stable parallel safe
    return current_setting('tollgate.tenant', true) in ('*', org_id || '/' || mode);

-- For tables of a whole organization, whatever the mode.
create function organization_allows(org_id text) returns boolean
    language sql stable parallel safe
    return current_setting('tollgate.tenant', true) = '*'
        or split_part(current_setting('tollgate.tenant', true), '/', 1) = org_id;
