-- Every move has a number per organization: production_access.transitions is that of the last one, and production_access_history.sequence its key.
-- Facts and the internal route call it `decision`.

-- Which way in was used, what a request says besides, and which owner stands for it, as sign-in had verified them at that moment.
alter table production_access
    add column via                        text not null default 'declaration' check (via in ('declaration', 'request')),
    add column legal_name                 text check (char_length(legal_name) between 1 and 200),
    add column country                    text check (country ~ '^[A-Z]{2}$'),
    add column tax_id                     text check (char_length(tax_id) between 2 and 32),
    add column request_notes              text check (char_length(request_notes) between 1 and 2000),
    add column identity_user_id           text collate "C",
    add column identity_email             text,
    add column identity_name              text,
    add column identity_provider          text,
    add column identity_organization_name text,
    add column terms_accepted_by          text,
    add column terms_accepted_at          timestamptz,
    add column ceiling_decision           integer check (ceiling_decision between 1 and transitions);

-- An owner's declaration has a use case, and the terms with it; a request has a company, and the terms before it is approved.
alter table production_access
    drop constraint production_access_check2,
    add constraint production_access_declared check ((declared_at is null) = (declared_by is null)),
    add constraint production_access_content check (declared_at is null
        or (via = 'declaration' and intended_use_case is not null)
        or (via = 'request' and legal_name is not null and country is not null)),
    add constraint production_access_terms check (via = 'declaration' or terms_accepted_at is not null
        or state not in ('production_approved', 'production_suspended')),
    add constraint production_access_terms_who check ((terms_accepted_at is null) = (terms_accepted_by is null)),
    add constraint production_access_identity check (
        num_nonnulls(identity_user_id, identity_email, identity_name, identity_provider, identity_organization_name) in (0, 5));

-- Identities of before were looked up when they were shown; from now on they are what they were at the declaration.
update production_access a
set identity_user_id = o.owner_user_id, identity_email = o.owner_email, identity_name = o.owner_name,
    identity_provider = 'email', identity_organization_name = o.name
from organization o
where o.org_id = a.org_id and o.owner_user_id = a.declared_by;

-- The kind of actor (null in rows of before: an owner declared, staff did the rest); what was declared, as the reviewer saw it; and the ceilings
-- that a decision set in the same breath. All three null amounts mean the platform's defaults.
alter table production_access_history
    add column actor_type       text check (actor_type in ('user', 'api_key', 'staff')),
    add column declaration      text check (declaration is json object),
    add column ceiling_per_tx   numeric(14, 2) check (ceiling_per_tx > 0),
    add column ceiling_daily    numeric(14, 2) check (ceiling_daily > 0),
    add column ceiling_monthly  numeric(14, 2) check (ceiling_monthly > 0),
    add column ceiling_disabled boolean,
    add constraint production_access_history_ceiling check (
        ceiling_disabled is not null or num_nonnulls(ceiling_per_tx, ceiling_daily, ceiling_monthly) = 0),
    add constraint production_access_history_ceiling_by_staff check (ceiling_disabled is null or transition <> 'declared'),
    add constraint production_access_history_declaration check (declaration is null or transition = 'declared');

-- The review queue of one state, oldest first.
create index production_access_queue on production_access (state, declared_at, org_id);

-- What the gateway and limits-service ask, in one statement and of one snapshot: the state, the number of the last decision, the ceilings of the newest
-- decision that set any, and the number of changes that all of it is true as of. It runs as the owner, past row-level security.
-- production_access_status stays for the replicas of before that still run.
create function production_access_standing(text)
    returns table (as_of bigint, state text, decision integer, ceiling_decision integer, ceiling_per_tx numeric, ceiling_daily numeric,
                   ceiling_monthly numeric, ceiling_disabled boolean)
    language sql stable security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select c.n, coalesce(a.state, 'sandbox_only'), coalesce(a.transitions, 0), h.sequence, h.ceiling_per_tx, h.ceiling_daily, h.ceiling_monthly,
           h.ceiling_disabled
    from change_counter c
    left join production_access a on a.org_id = $1
    left join production_access_history h on h.org_id = a.org_id and h.sequence = a.ceiling_decision
$$;
