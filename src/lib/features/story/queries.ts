import { shaped, unwrap, type Db } from '../../db/db.ts';
import type { Language } from '../../i18n/languages.ts';
import { readTexts } from '../../i18n/texts.ts';
import type { Story, StoryStep } from './model.ts';

/** Texts by language as they may lie in the database, as texts in our languages. */
function cleanStep(step: StoryStep): StoryStep {
	switch (step.what) {
		case 'report_status':
		case 'proposal_status':
			return { ...step, answer: readTexts(step.answer) };
		case 'phase':
			return { ...step, title: readTexts(step.title) };
		case 'measure':
			return {
				...step,
				measure: {
					...step.measure,
					title: readTexts(step.measure.title),
					summary: readTexts(step.measure.summary)
				}
			};
		case 'measure_status':
			return { ...step, measure: { ...step.measure, title: readTexts(step.measure.title) } };
		default:
			return step;
	}
}

/**
 * What became of a contribution; null where there is none that the reader may read. For what was merged into
 * another: the story of that, with its id.
 */
export async function readStory(
	db: Db,
	district: string,
	id: string,
	reader: Language
): Promise<Story | null> {
	const story = shaped<Story | null>(
		unwrap(await db.rpc('contribution_story', { p_district: district, p_id: id, p_reader: reader }))
	);
	return story && { ...story, steps: story.steps.map(cleanStep) };
}
