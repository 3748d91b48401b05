-- In test every application is approved, and only the last one could be read: it replaces the one before. A function of the owner's, because the service may
-- delete no application: live ones stay for good.
create function forget_test_applications(organization text) returns void
    language sql volatile security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    delete from kyb_submission where org_id = organization and mode = 'test' and tenant_allows(org_id, mode)
$$;
delete from kyb_submission s
where s.mode = 'test' and exists (select from kyb_submission later
                                  where later.org_id = s.org_id and later.mode = 'test' and later.number > s.number);

-- Sessions that are over are removed (package terms); what was accepted in one is told by its account.
create index tos_session_expires_at on tos_session (expires_at);
