-- What a member of staff has not read, of all that staff were told: counted in an index, without what it says. A function of the owner's, because
-- row-level security's condition has no statistics (as in V11); it counts for staff ('*') and for nobody else.
create index notification_of_staff on notification (id) where recipient = 'staff';
create function staff_unread(reader text) returns bigint
    language sql stable security definer
    set search_path = ${flyway:defaultSchema}, pg_temp
as $$
    select count(*) from notification n
    where n.recipient = 'staff' and current_setting('tollgate.tenant', true) = '*'
      and not exists (select from notification_read r where r.user_id = reader and r.notification_id = n.id)
$$;
