-- Issued keys. Rows are never deleted: a revoked key stays listed (includeRevoked) and its lookup id is never given out again.
create table api_key (
    id              text collate "C" primary key,
    org_id          text collate "C" not null,
    mode            text        not null check (mode in ('test', 'live')),
    name            text        not null,
    lookup_id       text collate "C" not null unique,
    salt            bytea       not null check (octet_length(salt) = 16),
    hash            bytea       not null check (octet_length(hash) = 32),
    scopes          text[]      not null,
    created_by      text        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    revoked_at      timestamptz,
    last_used_at    timestamptz,
    idempotency_key text collate "C",
    unique (org_id, mode, idempotency_key)
);
create index api_key_newest_first on api_key (org_id, mode, id);

-- A dashboard session manages the keys of both modes, so the policy is by organization; queries name the mode.
alter table api_key enable row level security;
create policy tenant on api_key using (organization_allows(org_id));

-- The service can change two columns of an issued key and nothing else, and it can write salt and hash but not read them.
revoke select, update, delete on api_key from keys_app;
grant select (id, org_id, mode, name, lookup_id, scopes, created_by, created_at, expires_at, revoked_at, last_used_at, idempotency_key)
    on api_key to keys_app;
grant update (revoked_at, last_used_at) on api_key to keys_app;

-- The one way to a hash: one key, by the exact public half that somebody presented, whosever it is. It runs as the owner, whom row-level
-- security does not concern, because the tenant is what is being asked for; and so it takes one round trip.
create function api_key_by_lookup_id(wanted text)
    returns table
            (
                id         text,
                org_id     text,
                mode       text,
                salt       bytea,
                hash       bytea,
                scopes     text[],
                expires_at timestamptz,
                revoked_at timestamptz
            )
    language sql stable security definer set search_path from current
as
$$
select k.id, k.org_id, k.mode, k.salt, k.hash, k.scopes, k.expires_at, k.revoked_at
from api_key k
where k.lookup_id = wanted
$$;
revoke execute on function api_key_by_lookup_id(text) from public;
grant execute on function api_key_by_lookup_id(text) to keys_app;
