-- The agent that made a payment: it sees and cancels its own only (contract/credentials.md: an agent acts for itself only). Null: a person or a key made it.
alter table payment add column agent_id text collate "C";
create index payment_of_agent on payment (org_id, mode, agent_id, id desc) where agent_id is not null;
