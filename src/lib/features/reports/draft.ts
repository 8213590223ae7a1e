import { uuidv7 } from 'uuidv7';
import type { Language } from '../../i18n/languages.ts';
import { newCode, type Category } from './model.ts';

/** What somebody has entered so far, as the form's fields have it. */
export interface ReportDraft {
	/** Made here, so that sending twice is one report. */
	id: string;
	code: string;
	category: Category | undefined;
	body: string;
	language: Language;
	place: string;
	latitude: string;
	longitude: string;
	email: string;
}

export const emptyDraft = (language: Language): ReportDraft => ({
	id: uuidv7(),
	code: newCode(),
	category: undefined,
	body: '',
	language,
	place: '',
	latitude: '',
	longitude: '',
	email: ''
});

const key = (district: string) => `report-draft:${district}`;

/** The draft kept on this phone, or null. A phone that keeps nothing (private mode) has none. */
export function readDraft(district: string): ReportDraft | null {
	try {
		const kept = JSON.parse(localStorage.getItem(key(district)) ?? 'null') as ReportDraft | null;
		return kept && (kept.body || kept.place || kept.category) ? kept : null;
	} catch {
		return null;
	}
}

export function keepDraft(district: string, draft: ReportDraft): void {
	try {
		localStorage.setItem(key(district), JSON.stringify(draft));
	} catch {
		// Full or forbidden: the form still holds it as long as the page is open.
	}
}

export function forgetDraft(district: string): void {
	try {
		localStorage.removeItem(key(district));
	} catch {
		// Nothing was kept, so nothing is left.
	}
}
