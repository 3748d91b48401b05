-- In test every submission is approved, and only the last one could be read: it replaces the one before. Live ones stay for good.
grant delete on kyb_submission to onboarding_app;
create policy live_stays on kyb_submission as restrictive for delete using (mode = 'test');
delete from kyb_submission s
where s.mode = 'test' and exists (select from kyb_submission later
                                  where later.org_id = s.org_id and later.mode = 'test' and later.number > s.number);

-- Sessions that are over are removed (package terms); what was accepted in one is told by its account.
create index tos_session_expires_at on tos_session (expires_at);
