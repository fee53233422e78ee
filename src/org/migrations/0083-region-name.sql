-- What the region was called when the city began: the table of a later release may call it otherwise, or not know it any more.
alter table org.first_start
  add column region_name text check (char_length(region_name) between 2 and 200),
  add constraint first_start_region_name check (region_name is null or region is not null);
