-- Which region of GB/T 2260 the city is, as it was typed at the first start. Cities that began before have none.
alter table org.first_start
  add column region text check (region ~ '^[1-8][0-9]{5}$'),
  add column region_level text check (region_level in ('province', 'city', 'county')),
  add constraint first_start_region check ((region is null) = (region_level is null));
