-- Halls themselves, with their floor and counters, are a third kind of thing in the register (大厅面积、窗口数).
alter table hall.version drop constraint version_kind_check;
alter table hall.version add constraint version_kind_check check (kind in ('item', 'window', 'hall'));
