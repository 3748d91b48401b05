-- The review queue's next page, in index order. A function of the owner's, because row-level security's condition has no statistics: the planner takes it for
-- rare, and would rather read and sort every organization that waits than walk the index. It shows the service's own workers and staff ('*') everything
-- and everybody else nothing, as the policy does.
create function production_access_queue(one_state text, after_declared_at timestamptz, after_org_id text, how_many integer)
    returns table (org_id text)
    language plpgsql stable security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
    if current_setting('tollgate.tenant', true) is distinct from '*' then
        return;
    end if;
    if one_state is null then
        return query select a.org_id from production_access a
            where (a.declared_at, a.org_id) > (after_declared_at, after_org_id collate "C")
            order by a.declared_at, a.org_id limit how_many;
    else
        return query select a.org_id from production_access a
            where a.state = one_state and (a.declared_at, a.org_id) > (after_declared_at, after_org_id collate "C")
            order by a.declared_at, a.org_id limit how_many;
    end if;
end $$;
