-- Staff read and decide by id alone, across organizations.
create unique index connected_account_id on connected_account (id);
