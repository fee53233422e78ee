-- Draws whose hash was published before promises stood on the trail (docs/decisions/0031): those that nothing was drawn by yet are sealed by the
-- next daily root. What has been drawn already was held by the copied hash alone, and the trail must not look as if it had held it.
insert into engine.promised (city, about, hash, before)
  select p.city, p.about, encode(sha256(convert_to(concat_ws(' ', p.about, p.commitment, 1, p.least), 'UTF8')), 'hex'), p.week
  from (select d.*, concat_ws('/', 'rounds.draw', d.code, to_char(d.week, 'YYYY-MM-DD')) as about from rounds.draw d where d.tickets is null) p;
