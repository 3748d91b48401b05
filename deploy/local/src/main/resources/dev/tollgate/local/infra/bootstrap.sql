-- What every Tollgate database starts as. Variables are psql's (:"identifier", :'literal'), so that psql can run this
-- file too. The part above the cut is run once as superuser in the database, the part below once per service.
--
-- A role may do nothing that is not granted here: PostgreSQL's defaults for everybody are taken away first.
revoke all on database :"database" from public;
revoke all on database postgres from public;
revoke all on database template1 from public;
revoke all on schema public from public;

-- per service --
create role :"owner" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'owner_password';
create role :"app" login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'app_password';
grant connect on database :"database" to :"owner", :"app";

-- The owner migrates its schema and touches nothing else.
create schema :"schema" authorization :"owner";
alter role :"owner" set search_path = :"schema";

-- The app reads and writes rows of what the owner makes, and makes nothing itself.
grant usage on schema :"schema" to :"app";
alter role :"app" set search_path = :"schema";
alter default privileges for role :"owner" revoke execute on functions from public;
alter default privileges for role :"owner" revoke usage on types from public;
alter default privileges for role :"owner" in schema :"schema" grant select, insert, update, delete on tables to :"app";
alter default privileges for role :"owner" in schema :"schema" grant usage on sequences to :"app";
alter default privileges for role :"owner" in schema :"schema" grant execute on functions to :"app";
alter default privileges for role :"owner" in schema :"schema" grant usage on types to :"app";
