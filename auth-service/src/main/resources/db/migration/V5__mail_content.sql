-- What platform's mail worker reads (platform, package mail): null where a mail is only for show and must never leave. Generated, so that replicas of before
-- that still run write as they did.
alter table mail add column content text generated always as (case when withheld then null else sealed_token end) stored;
