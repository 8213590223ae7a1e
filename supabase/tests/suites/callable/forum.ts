import { everyone, nobody, people, type Callable } from './roles.ts';

export const FORUM: Callable = {
	'public.edit_post': people,
	'public.forum_board': everyone,
	'public.post_versions': everyone,
	'public.topic_page': everyone,
	'public.withdraw_post': people,
	'public.write_reply': people,
	'public.write_topic': people,

	'private.edit_post': people,
	'private.gaps_of': everyone,
	'private.is_unread': everyone,
	'private.note_mentions': nobody,
	'private.photos_of': everyone,
	'private.place_of': everyone,
	'private.post_of': everyone,
	'private.reactions_of': everyone,
	'private.thread_of': everyone,
	'private.withdraw_post': people,
	'private.write_reply': people,
	'private.write_topic': people
};
