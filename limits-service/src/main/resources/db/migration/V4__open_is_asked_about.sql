-- Who said once that a thing exists was never asked about it again, so the loss of one fact held a sum for ever. Now the time of the next question
-- is moved ahead instead. What is open without such a time, of a path with an owner, gets one, spread over an hour.
update reservation set ask_at = now() + random() * interval '1 hour'
where state = 'reserved' and ask_at is null and path in (select name from money_path where owner is not null);
comment on column reservation.ask_at is 'When its owner is asked what became of it; null once it ended, and where nobody can be asked';
