-- Mails of several kinds (package mail). The default keeps what V1 wrote, and replicas of before that still run.
alter table mail add column kind text not null default 'sign_in';

-- People who were asked into an organization and have not come yet. The id becomes their account's, so that a member has one id from the
-- invitation on. Nothing here says whether the address has an account: organizations may invite the same address, and who joins is decided
-- when a link is opened (package member). Only the SHA-256 of the link's token is kept; sending again replaces it.
create table invitation (
    id          text collate "C" primary key,
    org_id      text collate "C" not null references organization (id),
    email       text             not null,
    name        text,
    role        text             not null check (role in ('owner', 'admin', 'member', 'viewer')),
    created_at  timestamptz      not null,
    token_hash  text collate "C" not null unique,
    expires_at  timestamptz      not null,
    accepted_at timestamptz,
    revoked_at  timestamptz,
    check (accepted_at is null or revoked_at is null)
);
create unique index invitation_pending on invitation (org_id, lower(email)) where accepted_at is null and revoked_at is null;
create index invitation_org_id on invitation (org_id, id);
alter table invitation enable row level security;
create policy tenant on invitation using (organization_allows(org_id));

-- Which member a request's Idempotency-Key belongs to (contract/conventions.md).
create table invitation_request (
    org_id          text collate "C" not null references organization (id),
    mode            text             not null check (mode in ('test', 'live')),
    idempotency_key text collate "C" not null,
    member_id       text collate "C" not null references invitation (id),
    primary key (org_id, mode, idempotency_key)
);
alter table invitation_request enable row level security;
create policy tenant on invitation_request using (tenant_allows(org_id, mode));
