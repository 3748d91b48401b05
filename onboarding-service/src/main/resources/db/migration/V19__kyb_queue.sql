-- What reviewers of KYB have before them: of each organization's live applications the latest, where it is in one state, oldest first, in index order. A function of
-- the owner's for the reason that V11 gives; it shows staff ('*') everything and everybody else nothing.
create index kyb_submission_queue on kyb_submission (status, submitted_at, org_id) where mode = 'live';
create function kyb_queue(one_status text, after_submitted_at timestamptz, after_org_id text, how_many integer)
    returns table (number bigint)
    language plpgsql stable security definer rows 100
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
begin
    if current_setting('tollgate.tenant', true) is distinct from '*' then
        return;
    end if;
    return query select s.number from kyb_submission s
        where s.mode = 'live' and s.status = one_status and (s.submitted_at, s.org_id) > (after_submitted_at, after_org_id collate "C")
            and not exists (select from kyb_submission later
                            where later.org_id = s.org_id and later.mode = 'live' and later.number > s.number)
        order by s.submitted_at, s.org_id limit how_many;
end $$;
