-- A document that somebody may upload, or has: the bytes are in the document storage under these three names.
create table document (
    org_id        text collate "C" not null,
    mode          text             not null check (mode in ('test', 'live')),
    id            text collate "C" not null,
    owner_id      text collate "C" not null,
    document_type text             not null,
    content_type  text             not null check (content_type in ('application/pdf', 'image/jpeg', 'image/png')),
    requested_by  text             not null,
    requested_at  timestamptz      not null,
    expires_at    timestamptz      not null,
    uploaded_at   timestamptz,
    size_bytes    integer check (size_bytes between 1 and 10485760),
    primary key (org_id, mode, id),
    check ((uploaded_at is null) = (size_bytes is null))
);
create index document_of_owner on document (org_id, mode, owner_id, id);
create index document_unfinished on document (expires_at) where uploaded_at is null;
alter table document enable row level security;
create policy tenant on document using (tenant_allows(org_id, mode));
