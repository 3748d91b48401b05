-- Who belongs to what (contract/credentials.md). An organization spans both modes, so its rows carry no mode.
create table organization (
    id         text collate "C" primary key,
    name       text        not null,
    created_at timestamptz not null
);
alter table organization enable row level security;
create policy tenant on organization using (organization_allows(id));

-- People. Platform staff have neither organization nor role. A removed account stays for its history and frees its address.
create table user_account (
    id                text collate "C" primary key,
    org_id            text collate "C" references organization (id),
    role              text check (role in ('owner', 'admin', 'member', 'viewer')),
    email             text        not null,
    name              text        not null,
    created_at        timestamptz not null,
    email_verified_at timestamptz,
    removed_at        timestamptz,
    check ((org_id is null) = (role is null))
);
-- Addresses are ASCII (EmailAddress), so lower() folds them the same way everywhere. This index is what decides racing sign-ups.
create unique index user_account_email on user_account (lower(email)) where removed_at is null;
create index user_account_org_id on user_account (org_id);
alter table user_account enable row level security;
create policy tenant on user_account using (organization_allows(org_id));

create table session (
    id         text collate "C" primary key,
    user_id    text collate "C" not null references user_account (id),
    org_id     text collate "C" references organization (id),
    started_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz
);
create index session_user_id on session (user_id);
alter table session enable row level security;
create policy tenant on session using (organization_allows(org_id));

-- Mailed sign-in tokens, by their SHA-256. One without an account was asked for with an address that nobody has: it opens nothing, and is
-- written so that the answer takes the same time. Asked for before anybody is known, so no tenant applies.
create table signin_token (
    hash        text collate "C" primary key,
    account_id  text collate "C" references user_account (id),
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    consumed_at timestamptz
);
create index signin_token_account_id on signin_token (account_id, created_at);
create index signin_token_expires_at on signin_token (expires_at);

-- Admitted requests for a sign-in link, counted per address and per client.
create table signin_attempt (
    id           bigint generated always as identity primary key,
    address      text collate "C" not null,
    client       text collate "C",
    attempted_at timestamptz not null
);
create index signin_attempt_address on signin_attempt (address, attempted_at);
create index signin_attempt_client on signin_attempt (client, attempted_at);
create index signin_attempt_attempted_at on signin_attempt (attempted_at);

-- Mails on their way to SMTP (package mail). A row is deleted once its mail is handed over.
create table mail (
    id           text collate "C" primary key,
    recipient    text        not null,
    sealed_token text        not null,
    withheld     boolean     not null,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    due_at       timestamptz not null,
    attempts     integer     not null
);
create index mail_due_at on mail (due_at);

-- What signs session tokens. The private half is sealed with TOLLGATE_ENCRYPTION_KEY and bound to the kid.
create table signing_key (
    kid                text collate "C" primary key,
    public_jwk         text        not null,
    sealed_private_key text        not null,
    created_at         timestamptz not null,
    retired_at         timestamptz
);

-- All that decides about a session token, in one round trip and as it is at this moment: the key that the token names (unless it was
-- retired before $3, when its last token had already expired) and the open session with its account. Run with the owner's rights, because
-- the caller is not yet known and has no tenant.
create function session_standing(text, text, timestamptz)
    returns table (public_jwk text, user_id text, org_id text, role text)
    language sql stable security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select k.public_jwk, s.user_id, s.org_id, s.role
    from signing_key k
    left join (
        select session.id, session.user_id, session.org_id, account.role
        from session
        join user_account account on account.id = session.user_id
        where session.ended_at is null and account.removed_at is null
    ) s on s.id = $2
    where k.kid = $1 and (k.retired_at is null or k.retired_at > $3)
$$;
