-- What somebody was told in the application (package notification): one row for each decision and recipient, written in the transaction of the decision.
-- The recipient is a person, or 'staff': all of them share those rows, and each has read marks of their own. Rows of staff belong to no organization;
-- `about` says which one they tell of.
create table notification (
    id                text collate "C" primary key,
    org_id            text collate "C",
    recipient         text collate "C" not null,
    kind              text             not null check (kind in ('production_access.declared', 'production_access.approved',
        'production_access.denied', 'production_access.suspended', 'production_access.reinstated')),
    about             text collate "C" not null,
    organization_name text             not null,
    decision          integer          not null check (decision > 0),
    notes             text,
    created_at        timestamptz      not null,
    unique (about, decision, recipient),
    check ((recipient = 'staff') = (org_id is null)),
    check (org_id is null or org_id = about)
);
create index notification_newest on notification (recipient, id);
alter table notification enable row level security;
create policy tenant on notification using (organization_allows(org_id));
-- An organization may tell staff about itself, and see nothing of what they were told.
create policy telling_staff on notification for insert with check (recipient = 'staff' and organization_allows(about));
revoke update, delete on notification from onboarding_app;

create table notification_read (
    user_id         text collate "C" not null,
    notification_id text collate "C" not null references notification,
    org_id          text collate "C",
    read_at         timestamptz      not null,
    primary key (user_id, notification_id)
);
alter table notification_read enable row level security;
create policy tenant on notification_read using (organization_allows(org_id));
revoke update, delete on notification_read from onboarding_app;

-- Mails on their way to SMTP (platform, package mail). A row is deleted once its mail is handed over; these never expire.
create table mail (
    id         text collate "C" primary key,
    recipient  text        not null,
    kind       text        not null,
    content    text        not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    due_at     timestamptz not null,
    attempts   integer     not null default 0
);
create index mail_due_at on mail (due_at);
