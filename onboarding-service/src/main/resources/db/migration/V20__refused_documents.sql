-- Why a document that was stored past us does not count (package document). It is not looked at again; the sweep takes it with its row.
alter table document
    add column refused text check (refused in ('empty', 'too_large', 'other_content')),
    add constraint document_refused check (refused is null or uploaded_at is null);
