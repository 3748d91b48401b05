-- Rows of the inbox are deleted when their facts can't come again (platform, event/InboxRetention). Repeatable, because services number their migrations themselves.
create index if not exists inbox_received_at on inbox (received_at);
