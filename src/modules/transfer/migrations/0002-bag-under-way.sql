-- Two bags of one number that are under way at once are one bag for whoever scans it: a signature would stand for either. A
-- number is free again when its papers have arrived, were taken back or are known to be lost.
alter table transfer.bundle add column under_way boolean not null default true;
update transfer.bundle b set under_way = false from engine.matter m where m.city = b.city and m.id = b.matter and m.closed_at is not null;
-- Of those that shared a number before this was asked, the newest keeps it; the others stay as they are, with what is printed on them.
update transfer.bundle b set under_way = false where b.under_way and exists (
  select from transfer.bundle o where o.city = b.city and o.bag = b.bag and o.under_way and (o.held_at, o.matter) > (b.held_at, b.matter));
create unique index bundle_bag_under_way on transfer.bundle (city, bag) where under_way;
grant update (under_way) on transfer.bundle to huiyin_staff, huiyin_system;
