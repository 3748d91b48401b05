-- What an authority keeps so that a revocation holds on the next request (platform, package coherence).

-- How many changes there were. Whoever notes a change locks this row last, so numbers follow the order of commits: who has seen n has seen all up to n.
create table change_counter (
    n      bigint not null,
    pruned bigint not null,
    single boolean primary key default true check (single)
);
insert into change_counter (n, pruned) values (0, 0);

-- Which subject each change concerned. What it changed to is in the subject's own row.
create table change_log (
    n        bigint primary key,
    subject  text collate "C" not null,
    noted_at timestamptz      not null default clock_timestamp()
);

-- Who may be answering from memory: the last number that they said they have heard, and the mark of their last renewal.
create table change_lease (
    subscriber text collate "C" primary key,
    heard      bigint not null,
    renewal    bigint not null
);
create sequence change_renewal;

-- Notes changes; the last statement of its transaction. Answers with the number of the last one.
create function note_changes(changed text[]) returns bigint
    language plpgsql as
$$
declare
    last bigint;
begin
    update change_counter set n = n + cardinality(changed) returning n into last;
    insert into change_log (n, subject)
    select last - cardinality(changed) + c.position, c.subject from unnest(changed) with ordinality as c(subject, position);
    return last;
end
$$;

-- Renews a subscriber's lease and tells it what it has not heard. The shared lock keeps changes from committing meanwhile: either this lease was
-- granted before a change committed, and whoever made the change will see it, or the change is in this answer. (Each statement of a volatile
-- function sees what has committed before that statement, so the log is read as it is under the lock.)
create function exchange_changes(who text, heard_so_far bigint)
    returns table (up_to bigint, complete boolean, reset boolean, numbers bigint[], subjects text[])
    language plpgsql as
$$
declare
    latest  bigint;
    dropped bigint;
    afresh  boolean;
begin
    select c.n, c.pruned into latest, dropped from change_counter c for share;
    -- A new subscriber remembers nothing. One that is ahead of us (this database was restored) or too far behind must forget everything, and
    -- counts as having heard nothing until it says that it did.
    afresh := heard_so_far is null or heard_so_far > latest or heard_so_far < dropped;
    insert into change_lease (subscriber, heard, renewal)
    values (who, case when heard_so_far is null then latest when afresh then -1 else heard_so_far end, nextval('change_renewal'))
    on conflict (subscriber) do update set heard = excluded.heard, renewal = excluded.renewal;
    if afresh then
        return query select latest, true, true, '{}'::bigint[], '{}'::text[];
        return;
    end if;
    return query
        with missed as (select l.n, l.subject from change_log l where l.n > heard_so_far order by l.n limit 1000)
        select coalesce(max(m.n), latest), coalesce(max(m.n), latest) = latest, false,
               coalesce(array_agg(m.n order by m.n), '{}'), coalesce(array_agg(m.subject order by m.n), '{}')
        from missed m;
end
$$;
