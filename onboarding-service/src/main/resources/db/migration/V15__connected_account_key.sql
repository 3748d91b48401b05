-- What each Idempotency-Key was answered with: the account that it made, or the one whose external id it met.
create table connected_account_key (
    org_id          text collate "C" not null,
    mode            text             not null check (mode in ('test', 'live')),
    idempotency_key text             not null,
    account_id      text collate "C" not null,
    primary key (org_id, mode, idempotency_key),
    foreign key (org_id, mode, account_id) references connected_account deferrable initially deferred
);
alter table connected_account_key enable row level security;
create policy tenant on connected_account_key using (tenant_allows(org_id, mode));
revoke delete on connected_account_key from onboarding_app;
insert into connected_account_key (org_id, mode, idempotency_key, account_id)
select org_id, mode, idempotency_key, id from connected_account where idempotency_key is not null;
