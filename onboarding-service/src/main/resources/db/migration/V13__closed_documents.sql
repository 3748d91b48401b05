-- A URL that was given before an account was submitted is good for nothing afterwards.
alter table document add column closed_at timestamptz check (closed_at is null or uploaded_at is null);
update document d set closed_at = a.submitted_at
from connected_account a
where (a.org_id, a.mode, a.id) = (d.org_id, d.mode, d.owner_id) and a.submitted_at is not null and d.uploaded_at is null;
