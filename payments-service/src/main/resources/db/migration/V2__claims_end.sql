-- Until when a claim is the business of a request that is under way (package intent, the essay). Null for an intent, and for a claim that a
-- replica of the release before made.
alter table payment add column claimed_until timestamptz;
update payment set claimed_until = now() where status = 'claimed';
create index payment_claim on payment (coalesce(claimed_until, created_at)) where status = 'claimed';
