-- What session_standing answers, and what number of change it is true as of (platform, package coherence): one statement, one snapshot, and a row
-- even where there is neither key nor session. The function of V1 stays for the replicas of before that still run.
create function session_standing_as_of(text, text, timestamptz)
    returns table (as_of bigint, public_jwk text, user_id text, org_id text, role text)
    language sql stable security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select c.n, k.public_jwk, s.user_id, s.org_id, s.role
    from change_counter c
    left join signing_key k on k.kid = $1 and (k.retired_at is null or k.retired_at > $3)
    left join (
        select session.id, session.user_id, session.org_id, account.role
        from session
        join user_account account on account.id = session.user_id
        where session.ended_at is null and account.removed_at is null
    ) s on s.id = $2
$$;
