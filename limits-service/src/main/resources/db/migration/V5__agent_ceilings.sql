-- What staff agreed on for an agent, which holds while it is of the third tier (contract/limits.md). Of live alone, as all ceilings. It is changed under the
-- lock of the organization's ledger, and read under it.
create table agent_ceiling (
    org_id        text collate "C" not null,
    agent_id      text collate "C" not null,
    per_tx_cents  bigint not null check (per_tx_cents > 0),
    daily_cents   bigint not null check (daily_cents > 0),
    monthly_cents bigint not null check (monthly_cents > 0),
    primary key (org_id, agent_id)
);

-- Each change of it: who, when, from, to; null stands for none. Append-only.
create table agent_ceiling_change (
    id                   text collate "C" primary key,
    org_id               text collate "C" not null,
    agent_id             text collate "C" not null,
    at                   timestamptz not null,
    actor                text not null,
    actor_id             text not null,
    before_per_tx_cents  bigint,
    before_daily_cents   bigint,
    before_monthly_cents bigint,
    after_per_tx_cents   bigint,
    after_daily_cents    bigint,
    after_monthly_cents  bigint,
    check (num_nulls(before_per_tx_cents, before_daily_cents, before_monthly_cents) in (0, 3)),
    check (num_nulls(after_per_tx_cents, after_daily_cents, after_monthly_cents) in (0, 3))
);
create index agent_ceiling_change_newest on agent_ceiling_change (org_id, agent_id, id desc);
revoke update, delete on agent_ceiling_change from limits_app;

alter table agent_ceiling enable row level security;
alter table agent_ceiling_change enable row level security;
create policy tenant on agent_ceiling using (organization_allows(org_id));
create policy tenant on agent_ceiling_change using (organization_allows(org_id));

-- As in V3, and with the ceilings of the agents that ask.
create or replace function open_ledger(its_org text, its_mode text, its_agents text[], its_references text[], its_paths text[])
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
        'agentCeilings', (
            select coalesce(jsonb_agg(jsonb_build_array(c.agent_id, c.per_tx_cents, c.daily_cents, c.monthly_cents)), '[]')
            from agent_ceiling c
            where c.org_id = its_org and c.agent_id = any (its_agents)),
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
