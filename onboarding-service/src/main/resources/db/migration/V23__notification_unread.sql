-- Counting what is unread reads two indexes in step and no table: `org_id` is what row-level security asks for.
create index notification_of_recipient on notification (recipient, id) include (org_id);
drop index notification_newest;
create index notification_read_marks on notification_read (user_id, notification_id) include (org_id);
