-- When a mail is due, the database's clock says (platform, package mail).
alter table mail alter column due_at set default now();
