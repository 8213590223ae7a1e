import { error, redirect } from '@sveltejs/kit';
import type { Story, StoryStep } from '#lib/features/story/model.ts';
import { readStory } from '#lib/features/story/queries.ts';
import { route } from '#lib/route.ts';
import { cached } from '#lib/server/cache.ts';
import { plainText } from '#lib/server/markdown.ts';
import type { PageServerLoad } from './$types';

/** Without markup: the story tells of the words, their own page shows them. */
const plain = (story: Story): Story => ({
	...story,
	body: plainText(story.body),
	steps: story.steps.map((step): StoryStep =>
		'body' in step ? { ...step, body: plainText(step.body) } : step
	)
});

export const load: PageServerLoad = async (event) => {
	const { district, id } = event.params;
	const lang = event.locals.language;
	const story = await readStory(event.locals.db, district, id, lang);
	if (!story) error(404, 'not_found');
	if (story.id !== id) redirect(302, route.story({ lang, district, id: story.id }));
	cached(event);
	return { story: plain(story) };
};
