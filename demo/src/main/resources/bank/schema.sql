create table if not exists entry (
  id integer primary key,
  reference text not null,
  leg integer not null,
  account_id text not null,
  cents integer not null,
  memo text not null,
  unique (reference, leg)
);
create index if not exists entry_by_account on entry (account_id);

create table if not exists product (code text primary key, basis_points integer);
create table if not exists rate (currency text primary key, rate text not null);
create table if not exists sale (account_id text not null, batch text not null, amount text not null);
create index if not exists sale_by_batch on sale (account_id, batch);
create table if not exists preference (account_id text primary key, chosen text not null);
create table if not exists member (child text primary key, parent text not null);
create table if not exists tier (product text not null, up_to text not null, percent text not null);
create index if not exists tier_by_product on tier (product);
