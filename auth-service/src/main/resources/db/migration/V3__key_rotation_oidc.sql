-- Signing keys rotate (package key). One signs from signs_from, which is after it was published, until retired_at, which may lie ahead; its
-- tokens verify for as long as the longest of them lives after that. A compromised key is one retired before all time. The private half
-- is erased when it will never sign again.
alter table signing_key add column signs_from timestamptz not null default now();
update signing_key set signs_from = created_at;
alter table signing_key add column revoked_at timestamptz;
alter table signing_key alter column sealed_private_key drop not null;

-- Who vouches for a person: our own mail, or the OpenID provider by which they signed in; then its issuer and its name for them, too.
alter table user_account add column provider text not null default 'email';
alter table user_account add column provider_subject text;

-- Sign-ins under way at the OpenID provider (package oidc), by the SHA-256 of their state. Nobody is known yet, so no tenant applies. A row
-- is deleted when its state comes back.
create table oidc_attempt (
    state_hash      text collate "C" primary key,
    nonce           text        not null,
    sealed_verifier text        not null,
    redirect_uri    text        not null,
    expires_at      timestamptz not null
);
create index oidc_attempt_expires_at on oidc_attempt (expires_at);
