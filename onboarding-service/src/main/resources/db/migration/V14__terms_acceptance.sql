-- Who accepted which version of the terms for which declaration, and when: production_access tells it of the latest declaration only.
create table production_terms_acceptance (
    org_id      text collate "C" not null references production_access,
    decision    integer          not null check (decision > 0),
    version     text             not null,
    accepted_by text             not null,
    accepted_at timestamptz      not null,
    primary key (org_id, decision)
);
alter table production_terms_acceptance enable row level security;
create policy tenant on production_terms_acceptance using (organization_allows(org_id));
revoke update, delete on production_terms_acceptance from onboarding_app;

insert into production_terms_acceptance (org_id, decision, version, accepted_by, accepted_at)
select a.org_id, h.sequence, '1', a.terms_accepted_by, a.terms_accepted_at
from production_access a
join lateral (select max(sequence) as sequence from production_access_history h
              where h.org_id = a.org_id and h.transition = 'declared') h on true
where a.terms_accepted_at is not null and h.sequence is not null;
