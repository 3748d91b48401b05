-- The audit log (package audit): one chain of entries per organization, and one, 'platform', for what concerns all of them. The text of an entry is
-- the RFC 8785 form of what GET shows of it without its hash; it has its own place and the hash of the entry before it inside, and the hash is its SHA-256. So an
-- entry can't be altered, moved or taken away without the next one, or the head, telling.
create table audit_entry (
    org_id   text collate "C" not null,
    sequence bigint           not null check (sequence > 0),
    content  text             not null,
    hash     text collate "C" not null,
    primary key (org_id, sequence)
);
alter table audit_entry enable row level security;
create policy tenant on audit_entry using (organization_allows(org_id));

-- Where each chain ends. Whoever appends holds this row's lock, so a chain is a line, however many replicas append.
create table audit_chain (
    org_id   text collate "C" primary key,
    sequence bigint           not null check (sequence >= 0),
    hash     text collate "C" not null
);
alter table audit_chain enable row level security;
create policy tenant on audit_chain using (organization_allows(org_id));

-- What is written stays: the service itself may add and read.
revoke update, delete on audit_entry from auth_app;
revoke delete on audit_chain from auth_app;
