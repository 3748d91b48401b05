-- V16's index has nothing that notification_newest (recipient, id) has not: PostgreSQL counts in either alone, and took now one, now the other.
drop index notification_of_staff;
