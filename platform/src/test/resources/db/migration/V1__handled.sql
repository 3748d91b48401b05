-- What the test's handler leaves behind, and a table of tenants' rows.
create table handled (
    id       bigint generated always as identity primary key,
    event_id text not null,
    subject  text not null
);

create table note (
    org_id text collate "C" not null,
    mode   text             not null,
    body   text             not null
);
alter table note enable row level security;
create policy tenant on note using (tenant_allows(org_id, mode));
