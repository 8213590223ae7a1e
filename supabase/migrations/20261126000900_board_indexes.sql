-- Below row level security an index serves only what cannot leak, and comparing words of an enum is not counted so:
-- kind and sphere were asked of every row. As the condition of the index, the kind is known beforehand.
create index contributions_topics on public.contributions (district_id, activity_at desc, id desc) include (sphere)
	where state = 'public' and kind = 'topic';
drop index public.contributions_board;
drop index public.contributions_board_of_sphere;
