-- What an organization was given in the last minute (package requestlimit says how it is counted): the numbers of the slots in which something was, oldest first,
-- and how much in each. seen_at is the last time that anybody asked at, in milliseconds of the epoch; granted, what was given then.
create table request_window (
    org_id     text collate "C" not null,
    mode       text        not null check (mode in ('test', 'live')),
    per_minute bigint      not null,
    seen_at    bigint      not null,
    slots      bigint[]    not null,
    given      bigint[]    not null check (cardinality(given) = cardinality(slots)),
    granted    bigint      not null,
    primary key (org_id, mode)
) with (fillfactor = 50);
alter table request_window enable row level security;
create policy tenant on request_window using (tenant_allows(org_id, mode));

-- Its full bucket and a minute's refill let twice the limit pass. Replicas of before that still run can't give blocks; gateways then count alone.
drop table request_bucket;
