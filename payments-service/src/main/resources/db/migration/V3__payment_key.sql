-- What each Idempotency-Key was answered with: the payment that it made, or the one whose external id it met. A key goes with a claim that is given up.
-- Checked at the end of each statement: who binds a key and then finds the external id taken has bound nothing.
create table payment_key (
    org_id          text collate "C" not null,
    mode            text             not null check (mode in ('test', 'live')),
    idempotency_key text collate "C" not null,
    payment_id      text collate "C" not null,
    primary key (org_id, mode, idempotency_key),
    constraint payment_key_payment foreign key (org_id, mode, payment_id) references payment on delete cascade
);
create index payment_key_of_payment on payment_key (org_id, mode, payment_id);
alter table payment_key enable row level security;
create policy tenant on payment_key using (tenant_allows(org_id, mode));
revoke update, delete on payment_key from payments_app;
insert into payment_key (org_id, mode, idempotency_key, payment_id)
select org_id, mode, idempotency_key, id from payment where idempotency_key is not null;
