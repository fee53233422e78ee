-- Draws whose hash was published before promises stood on the trail (docs/decisions/0031): those whose seed is still nobody's are sealed by the
-- next daily root. What has been drawn already was held by the copied hash alone, and the trail must not look as if it had held it.
insert into engine.promised (city, about, hash, before)
  select p.city, p.about, encode(sha256(convert_to(concat_ws(' ', p.about, p.commitment, p.percent, p.least), 'UTF8')), 'hex'), p.week + 7
  from (select d.*, 'callback.draw/' || to_char(d.week, 'YYYY-MM-DD') as about from callback.draw d where d.seed is null) p;
