-- Which pepper a hash was made with; null: none (keys-service/README.md).
alter table api_key add column pepper_version integer;

drop function api_key_by_lookup_id(text);
create function api_key_by_lookup_id(wanted text)
    returns table
            (
                id             text,
                org_id         text,
                mode           text,
                salt           bytea,
                hash           bytea,
                pepper_version integer,
                scopes         text[],
                expires_at     timestamptz,
                revoked_at     timestamptz
            )
    language sql stable security definer set search_path from current
as
$$
select k.id, k.org_id, k.mode, k.salt, k.hash, k.pepper_version, k.scopes, k.expires_at, k.revoked_at
from api_key k
where k.lookup_id = wanted
$$;
revoke execute on function api_key_by_lookup_id(text) from public;
grant execute on function api_key_by_lookup_id(text) to keys_app;

-- Programs that act for themselves. Rows are never deleted: a frozen agent stays listed.
create table agent (
    id               text collate "C" primary key,
    org_id           text collate "C" not null,
    mode             text        not null check (mode in ('test', 'live')),
    name             text        not null,
    kya_tier         smallint    not null check (kya_tier between 0 and 3),
    lookup_id        text collate "C" not null unique,
    created_by       text        not null,
    created_at       timestamptz not null,
    token_rotated_at timestamptz,
    frozen_at        timestamptz,
    idempotency_key  text collate "C",
    unique (org_id, mode, idempotency_key),
    unique (org_id, mode, id)
);
create index agent_newest_first on agent (org_id, mode, id);
alter table agent enable row level security;
create policy tenant on agent using (tenant_allows(org_id, mode));
revoke update, delete on agent from keys_app;
grant update (lookup_id, token_rotated_at, frozen_at) on agent to keys_app;

-- Every token that an agent ever had; the one that its row names by lookup_id is the one that counts. Insert-only for the service, which can no
-- more read a hash than rewrite one.
create table agent_token (
    lookup_id      text collate "C" primary key,
    agent_id       text collate "C" not null,
    org_id         text collate "C" not null,
    mode           text        not null,
    salt           bytea       not null check (octet_length(salt) = 16),
    hash           bytea       not null check (octet_length(hash) = 32),
    pepper_version integer,
    created_at     timestamptz not null,
    foreign key (org_id, mode, agent_id) references agent (org_id, mode, id)
);
alter table agent_token enable row level security;
create policy tenant on agent_token using (tenant_allows(org_id, mode));
revoke select, update, delete on agent_token from keys_app;

-- The one way to a token's hash, as for keys.
create function agent_by_lookup_id(wanted text)
    returns table
            (
                id             text,
                org_id         text,
                mode           text,
                salt           bytea,
                hash           bytea,
                pepper_version integer,
                kya_tier       smallint,
                frozen_at      timestamptz
            )
    language sql stable security definer set search_path from current
as
$$
select a.id, a.org_id, a.mode, t.salt, t.hash, t.pepper_version, a.kya_tier, a.frozen_at
from agent_token t
join agent a on a.id = t.agent_id and a.lookup_id = t.lookup_id
where t.lookup_id = wanted
$$;
revoke execute on function agent_by_lookup_id(text) from public;
grant execute on function agent_by_lookup_id(text) to keys_app;

-- What an owner lets an agent do once. A reference is used once per agent and scope, and stays with its grant.
create table scope_grant (
    id              text collate "C" primary key,
    org_id          text collate "C" not null,
    mode            text        not null check (mode in ('test', 'live')),
    agent_id        text collate "C" not null,
    scope           text        not null check (scope in ('treasury')),
    created_by      text        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    used_at         timestamptz,
    reference       text collate "C",
    revoked_at      timestamptz,
    idempotency_key text collate "C",
    foreign key (org_id, mode, agent_id) references agent (org_id, mode, id),
    unique (org_id, mode, idempotency_key),
    check ((used_at is null) = (reference is null)),
    check (used_at is null or revoked_at is null)
);
create index scope_grant_newest_first on scope_grant (org_id, mode, id);
create unique index scope_grant_once_per_reference on scope_grant (org_id, mode, agent_id, scope, reference)
    where reference is not null;
create index scope_grant_to_use on scope_grant (org_id, mode, agent_id, scope, id)
    where used_at is null and revoked_at is null;
alter table scope_grant enable row level security;
create policy tenant on scope_grant using (tenant_allows(org_id, mode));
revoke update, delete on scope_grant from keys_app;
grant update (used_at, reference, revoked_at) on scope_grant to keys_app;
