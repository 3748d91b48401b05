-- The one clock by which reservations are made, counted, asked about and compared: this server's, read when it is called and not when the
-- transaction began. So the clocks of replicas, however wrong, move no reservation into another window (package reservation, the essay).
create function ledger_time() returns timestamptz language sql volatile as
$$
    select date_trunc('milliseconds', clock_timestamp())
$$;

-- References that were released before anybody reserved for them: the reservation, should it still come, is refused.
create table released_reference (
    org_id    text collate "C" not null,
    mode      text        not null check (mode in ('test', 'live')),
    reference text collate "C" not null,
    at        timestamptz not null,
    primary key (org_id, mode, reference)
);
create index released_reference_by_time on released_reference (at);
alter table released_reference enable row level security;
create policy tenant on released_reference using (tenant_allows(org_id, mode));

-- When keys-service froze it. Whoever was let in before that has come and gone two minutes later, and the gateway lets nobody in after it; so an
-- older freeze says nothing any more, and need not be lifted by a fact that may be late.
alter table frozen_agent add column frozen_at timestamptz not null default now();

-- When a sum last changed: what the reconciler looks at between two whole sweeps.
alter table usage_window add column changed_at timestamptz not null default now();
alter table agent_window add column changed_at timestamptz not null default now();

-- For the reconciler, who looks at some windows of some organizations, and for the pruner, who goes through the days.
drop index reservation_by_day;
create index reservation_by_day on reservation (day, org_id);

-- What nobody can be asked about is not in the way of what is due.
update reservation set ask_at = null
where state = 'reserved' and ask_at is not null and path not in (select name from money_path where owner is not null);

-- When windows are compared next, by whichever replica comes first, and what the last comparison found.
create table reconciliation (
    kind      text primary key check (kind in ('changed', 'whole')),
    due_at    timestamptz not null,
    began_at  timestamptz,
    windows   bigint check (windows >= 0),
    differing bigint check (differing >= 0)
);
insert into reconciliation (kind, due_at) values ('changed', now()), ('whole', now());
revoke insert, delete on reconciliation from limits_app;

-- As open_ledger in V2, which stays for replicas of the release before; but this one reads the clock itself, after the lock was granted, so
-- that decisions about an organization are in the order of their times. Answers are whole: a repeat is compared with them, and they can be ended.
create function open_ledger(its_org text, its_mode text, its_agents text[], its_references text[], its_paths text[])
    returns jsonb language plpgsql volatile as
$$
declare
    locked ledger;
    moment timestamptz;
    today date;
begin
    locked := lock_ledger(its_org);
    moment := ledger_time();
    today := (moment at time zone 'UTC')::date;
    return jsonb_build_object(
        'at', moment,
        'perTx', locked.per_tx_cents,
        'daily', locked.daily_cents,
        'monthly', locked.monthly_cents,
        'disabled', locked.disabled,
        'decision', locked.decision,
        'windows', (
            select coalesce(jsonb_agg(jsonb_build_array(w.period, w.reserved_cents, w.committed_cents)), '[]')
            from (values ('day', today), ('month', date_trunc('month', today)::date)) as p (period, starts_on)
            join usage_window w on w.org_id = its_org and w.mode = its_mode and w.period = p.period and w.starts_on = p.starts_on),
        'agents', (
            select coalesce(jsonb_agg(jsonb_build_array(w.period, w.reserved_cents, w.committed_cents, w.agent_id)), '[]')
            from (values ('day', today), ('month', date_trunc('month', today)::date)) as p (period, starts_on)
            join agent_window w on w.org_id = its_org and w.mode = its_mode and w.agent_id = any (its_agents)
              and w.period = p.period and w.starts_on = p.starts_on),
        'frozen', (
            select coalesce(jsonb_agg(f.agent_id), '[]')
            from frozen_agent f
            where f.org_id = its_org and f.mode = its_mode and f.agent_id = any (its_agents)
              and f.frozen_at > moment - interval '2 minutes'),
        'answers', (
            select coalesce(jsonb_agg(jsonb_build_object('reference', r.reference, 'id', r.id, 'path', r.path, 'amount', r.amount_minor,
                'currency', r.currency, 'usd', r.usd_cents, 'day', r.day, 'state', r.state,
                'agent', case when r.actor = 'agent' then r.actor_id end,
                'limitType', d.limit_type, 'limit', d.limit_cents, 'used', d.used_cents, 'requested', d.requested_cents,
                'resetsAt', d.resets_at)), '[]')
            from reservation r left join denial d on d.reservation_id = r.id
            where r.org_id = its_org and r.mode = its_mode and r.reference = any (its_references)),
        'released', (
            select coalesce(jsonb_agg(t.reference), '[]')
            from released_reference t
            where t.org_id = its_org and t.mode = its_mode and t.reference = any (its_references)),
        'paths', (select coalesce(jsonb_agg(p.name), '[]') from money_path p where p.name = any (its_paths)));
end
$$;

-- As before (V2), but of one organization at a time, under the lock of its ledger, which is taken before anything of it, as everybody does who
-- changes what is under it; and nothing that comes after waits. So nobody waits in a circle.
create or replace function prune_before(its_day date, at_most integer) returns bigint language plpgsql volatile security definer
    set search_path from current as
$$
declare
    horizon date := date_trunc('month', its_day)::date;
    its_org text;
    gone bigint := 0;
begin
    if horizon > current_date - 90 then
        raise exception 'what is younger than 90 days is kept';
    end if;
    select r.org_id into its_org from reservation r where r.day < horizon and r.state <> 'reserved' order by r.day limit 1;
    if found then
        perform lock_ledger(its_org);
        with old as (
                select id from reservation
                where org_id = its_org and day < horizon and state <> 'reserved' order by day limit at_most),
             why as (delete from denial d using old where d.reservation_id = old.id),
             what as (delete from reservation r using old where r.id = old.id returning 1)
        select count(*) into gone from what;
        delete from usage_window where org_id = its_org and starts_on < horizon;
        delete from agent_window where org_id = its_org and starts_on < horizon;
    end if;
    delete from released_reference where (org_id, mode, reference) in (
        select org_id, mode, reference from released_reference where at < horizon limit at_most for update skip locked);
    delete from frozen_agent where (org_id, mode, agent_id) in (
        select org_id, mode, agent_id from frozen_agent where frozen_at < horizon limit at_most for update skip locked);
    return gone;
end
$$;
