-- One row per organization: what staff set for it, and the lock under which everything of it that counts money is decided and changed. Whoever
-- changes a window, a reservation's state or a ceiling holds this row's lock, takes it first, and takes no second one of this kind: so nobody
-- waits in a circle (package reservation, the essay).
alter table ceiling_override rename to ledger;
alter table ledger rename constraint ceiling_override_pkey to ledger_pkey;
-- The number of onboarding's last decision whose ceiling was applied here; an earlier one that arrives late changes nothing.
alter table ledger add column decision bigint not null default 0 check (decision >= 0);
alter table ledger set (fillfactor = 70);

-- Each change of what is in ledger: who, when, from, to. Append-only.
create table ceiling_change (
    id                  text collate "C" primary key,
    org_id              text collate "C" not null,
    at                  timestamptz not null,
    source              text    not null check (source in ('decision', 'staff')),
    decision            bigint check ((decision is not null) = (source = 'decision')),
    actor               text    not null,
    actor_id            text    not null,
    before_per_tx_cents bigint,
    before_daily_cents  bigint,
    before_monthly_cents bigint,
    before_disabled     boolean not null,
    after_per_tx_cents  bigint,
    after_daily_cents   bigint,
    after_monthly_cents bigint,
    after_disabled      boolean not null
);
create index ceiling_change_newest on ceiling_change (org_id, id desc);
revoke update, delete on ceiling_change from limits_app;

-- What stands against an agent's own ceilings, beside what stands against its organization's.
create table agent_window (
    org_id          text collate "C" not null,
    mode            text   not null check (mode in ('test', 'live')),
    agent_id        text collate "C" not null,
    period          text   not null check (period in ('day', 'month')),
    starts_on       date   not null check (period = 'day' or extract(day from starts_on) = 1),
    reserved_cents  bigint not null default 0 check (reserved_cents >= 0),
    committed_cents bigint not null default 0 check (committed_cents >= 0),
    primary key (org_id, mode, agent_id, period, starts_on)
) with (fillfactor = 50);
insert into agent_window
select r.org_id, r.mode, r.actor_id, p.name, case p.name when 'day' then r.day else date_trunc('month', r.day)::date end,
       coalesce(sum(r.usd_cents) filter (where r.state = 'reserved'), 0),
       coalesce(sum(r.usd_cents) filter (where r.state = 'committed'), 0)
from reservation r cross join (values ('day'), ('month')) as p (name)
where r.actor = 'agent' and r.state in ('reserved', 'committed')
group by 1, 2, 3, 4, 5;

-- Agents that keys-service says are frozen. The gateway refuses them before; this is for what is in flight.
create table frozen_agent (
    org_id   text collate "C" not null,
    mode     text not null check (mode in ('test', 'live')),
    agent_id text collate "C" not null,
    primary key (org_id, mode, agent_id)
);

alter table denial drop constraint denial_limit_type_check;
alter table denial add constraint denial_limit_type_check check (limit_type in ('organization_status', 'agent_status',
    'agent_ceiling_per_tx', 'agent_ceiling_daily', 'agent_ceiling_monthly',
    'tenant_ceiling_per_tx', 'tenant_ceiling_daily', 'tenant_ceiling_monthly'));

-- Whom to ask about a reservation that nobody confirmed: the service that owns the money path. Null: nobody can be asked, and it stays held.
alter table money_path add column owner text;
update money_path set owner = 'payments' where name in ('payment_intent', 'invoice');

-- When the owner is asked whether the thing exists; null once it said so.
alter table reservation add column ask_at timestamptz;
update reservation set ask_at = now() where state = 'reserved';
create index reservation_to_ask on reservation (ask_at) where state = 'reserved' and ask_at is not null;
-- For the reconciler and the pruner, who go through the months.
create index reservation_by_day on reservation (day);

alter table ceiling_change enable row level security;
alter table agent_window enable row level security;
alter table frozen_agent enable row level security;
create policy tenant on ceiling_change using (organization_allows(org_id));
create policy tenant on agent_window using (tenant_allows(org_id, mode));
create policy tenant on frozen_agent using (tenant_allows(org_id, mode));

-- Locks an organization's ledger, and opens it first where there is none.
create function lock_ledger(its_org text) returns ledger language plpgsql volatile as
$$
declare
    locked ledger;
begin
    select * into locked from ledger where org_id = its_org for update;
    if not found then
        insert into ledger (org_id) values (its_org) on conflict do nothing;
        select * into strict locked from ledger where org_id = its_org for update;
    end if;
    return locked;
end
$$;

-- Locks an organization's ledger and reads all that its next reservations are decided from, in one round trip. Each statement of a volatile
-- function has a snapshot of its own, so what is read after the lock is what the last holder of the lock committed.
create function open_ledger(its_org text, its_mode text, today date, its_agents text[], its_references text[], its_paths text[])
    returns jsonb language plpgsql volatile as
$$
declare
    locked ledger;
begin
    locked := lock_ledger(its_org);
    return jsonb_build_object(
        'perTx', locked.per_tx_cents,
        'daily', locked.daily_cents,
        'monthly', locked.monthly_cents,
        'disabled', locked.disabled,
        'decision', locked.decision,
        'windows', (
            select coalesce(jsonb_agg(jsonb_build_array(w.period, w.reserved_cents, w.committed_cents)), '[]')
            from usage_window w
            where w.org_id = its_org and w.mode = its_mode
              and (w.period = 'day' and w.starts_on = today or w.period = 'month' and w.starts_on = date_trunc('month', today)::date)),
        'agents', (
            select coalesce(jsonb_agg(jsonb_build_array(w.period, w.reserved_cents, w.committed_cents, w.agent_id)), '[]')
            from agent_window w
            where w.org_id = its_org and w.mode = its_mode and w.agent_id = any (its_agents)
              and (w.period = 'day' and w.starts_on = today or w.period = 'month' and w.starts_on = date_trunc('month', today)::date)),
        'frozen', (
            select coalesce(jsonb_agg(f.agent_id), '[]')
            from frozen_agent f
            where f.org_id = its_org and f.mode = its_mode and f.agent_id = any (its_agents)),
        'answers', (
            select coalesce(jsonb_agg(jsonb_build_object('reference', r.reference, 'id', r.id, 'limitType', d.limit_type,
                'limit', d.limit_cents, 'used', d.used_cents, 'requested', d.requested_cents, 'resetsAt', d.resets_at)), '[]')
            from reservation r left join denial d on d.reservation_id = r.id
            where r.org_id = its_org and r.mode = its_mode and r.reference = any (its_references)),
        'paths', (select coalesce(jsonb_agg(p.name), '[]') from money_path p where p.name = any (its_paths)));
end
$$;

-- Deletes what ended long ago: whole months before the one of this day, some rows at a time. Denials are append-only for the application; this is
-- the one way they go, and it refuses to touch anything younger than three months.
create function prune_before(its_day date, at_most integer) returns bigint language plpgsql volatile security definer
    set search_path from current as
$$
declare
    horizon date := date_trunc('month', its_day)::date;
    gone bigint;
begin
    if horizon > current_date - 90 then
        raise exception 'what is younger than 90 days is kept';
    end if;
    with old as (select id from reservation where day < horizon and state <> 'reserved' order by day limit at_most),
         why as (delete from denial d using old where d.reservation_id = old.id),
         what as (delete from reservation r using old where r.id = old.id returning 1)
    select count(*) into gone from what;
    delete from usage_window where starts_on < horizon;
    delete from agent_window where starts_on < horizon;
    return gone;
end
$$;
