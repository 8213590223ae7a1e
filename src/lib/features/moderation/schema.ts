import * as v from 'valibot';
import { isLanguage, type Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';
import { isReportStatus, type ReportStatus } from '../reports/model.ts';
import { cleanText } from '../../i18n/texts.ts';
import { isModerationAction, needsAnswer, needsReason, type ModerationAction } from './model.ts';

export const MAX_REASON = 2000;
export const MAX_ANSWER = 4000;

const text = v.pipe(v.optional(v.string(), ''), v.transform(cleanText));

/** A decision about a contribution. Messages are keys below `manage:error`. */
export const decisionSchema = v.pipe(
	v.object({
		contribution: v.pipe(v.string(), v.uuid('form_broken')),
		action: v.custom<ModerationAction>(isModerationAction, 'form_broken'),
		reason: v.pipe(text, v.maxLength(MAX_REASON, 'reason_long'))
	}),
	v.forward(
		v.check(({ action, reason }) => !needsReason(action) || reason !== '', 'reason_missing'),
		['reason']
	)
);

/** A status with an answer in German and perhaps one more language. Messages are keys below `manage:error`. */
export const answerSchema = v.pipe(
	v.object({
		status: v.custom<ReportStatus>(isReportStatus, 'status_missing'),
		answer: v.pipe(text, v.maxLength(MAX_ANSWER, 'answer_long')),
		other_language: v.custom<Language>(
			(value) => isLanguage(value) && value !== 'de',
			'form_broken'
		),
		other_answer: v.pipe(text, v.maxLength(MAX_ANSWER, 'answer_long'))
	}),
	v.forward(
		v.check(({ status, answer }) => !needsAnswer(status) || answer !== '', 'answer_missing'),
		['answer']
	),
	v.transform(({ status, answer, other_language, other_answer }) => {
		const texts: Texts = {};
		if (answer) texts.de = answer;
		if (other_answer) texts[other_language] = other_answer;
		return { status, answer: texts };
	})
);

/** The first problem of each field, as a key for its message; the schema library's own messages say only that a field was missing. */
export function problemsOf(issues: readonly v.BaseIssue<unknown>[]): Record<string, string> {
	const problems: Record<string, string> = {};
	for (const issue of issues)
		problems[v.getDotPath(issue) ?? 'form'] ??= /^[a-z]+_[a-z]+$/.test(issue.message)
			? issue.message
			: 'form_broken';
	return problems;
}
