import { describe, expect, it } from 'vitest';
import { CATEGORY_NAMES, REPORT_STATUSES } from '../../src/lib/features/reports/model.ts';
import { SPHERES } from '../../src/lib/features/districts/model.ts';
import { MEASURE_STATUSES } from '../../src/lib/features/measures/model.ts';
import { LANGUAGE_CODES } from '../../src/lib/i18n/languages.ts';
import { isInside, problemsOf } from './check.ts';
import { demo, fillDates, moment, photoSeed } from './index.ts';
import { drawScene, SCENE_NAMES } from './photos.ts';
import type { Demo } from './types.ts';

const { reports, measures, people, districts } = demo;
const count = <T>(list: T[], test: (one: T) => boolean) => list.filter(test).length;
const [first] = reports;

describe('the demo', () => {
	it('has about ninety reports in Halle-Neustadt and sixty in Neustädter Feld', () => {
		expect(count(reports, (report) => report.district === 'halle-neustadt')).toBeGreaterThan(85);
		expect(count(reports, (report) => report.district === 'neustaedter-feld')).toBeGreaterThan(55);
	});

	it('is written in the languages people speak there', () => {
		const share = (language: string) =>
			count(reports, (report) => report.language === language) / reports.length;
		expect(share('de')).toBeCloseTo(0.45, 1);
		expect(share('ar')).toBeCloseTo(0.15, 1);
		for (const language of LANGUAGE_CODES)
			if (language !== 'de-x-leicht') expect(share(language), language).toBeGreaterThan(0.02);
	});

	it.each(['halle-neustadt', 'neustaedter-feld'])('shows every status in %s', (district) => {
		const here = reports.filter((report) => report.district === district);
		const seen = here.filter((report) => report.state === 'public').map((one) => one.status);
		expect(new Set(seen)).toEqual(new Set(REPORT_STATUSES));
		expect(count(here, (report) => report.state === 'pending')).toBeGreaterThanOrEqual(12);
		expect(count(here, (report) => report.state === 'hidden')).toBeGreaterThan(0);
		expect(count(here, (report) => report.state === 'removed')).toBeGreaterThan(0);
	});

	it('has every category, every sphere and every state of a measure', () => {
		expect(new Set(reports.map((report) => report.category))).toEqual(new Set(CATEGORY_NAMES));
		expect(new Set(measures.flatMap((measure) => measure.spheres))).toEqual(new Set(SPHERES));
		expect(new Set(measures.map((measure) => measure.status))).toEqual(new Set(MEASURE_STATUSES));
	});

	it('tells of public measures in all languages, and of public sources only', () => {
		for (const measure of measures.filter((one) => one.is_public)) {
			expect(Object.keys(measure.title).sort()).toEqual([...LANGUAGE_CODES].sort());
			expect(Object.keys(measure.summary).sort()).toEqual([...LANGUAGE_CODES].sort());
			for (const language of ['de', 'de-x-leicht', 'en', 'ar', 'uk'])
				expect(measure.description).toHaveProperty(language);
			for (const key of measure.sources)
				expect(reports.find((report) => report.key === key)?.state, key).toBe('public');
		}
	});

	it('lets the four demo people sign in', () => {
		for (const role of ['resident', 'manager', 'moderator', 'admin'])
			expect(people.map((person) => person.email)).toContain(`${role}@viertel.example`);
	});

	it('answers in German, and often in the language of the reporter too', () => {
		const answers = reports
			.filter((report) => report.language !== 'de')
			.flatMap((report) => report.updates.map((update) => update.answer[report.language]));
		expect(count(answers, Boolean) / answers.length).toBeGreaterThan(0.5);
	});

	it('is nowhere filled with nonsense', () => {
		const everything = JSON.stringify(demo);
		expect(everything).not.toMatch(/lorem|ipsum|TODO|xxx|undefined/i);
		expect(
			new Set(everything.match(/\{date[^}]*\}?/g)?.map((one) => one.replace(/\d+/, 'N')))
		).toEqual(new Set(['{date+N}']));
	});
});

describe('the check', () => {
	const broken = (change: (copy: Demo) => void) => {
		const copy = structuredClone(demo);
		change(copy);
		return problemsOf(copy);
	};

	it('finds nothing wrong with the demo', () => expect(problemsOf(demo)).toEqual([]));

	it('names what is wrong', () => {
		const key = first?.key;
		expect(broken(({ reports: [one] }) => one && (one.lat = 50))).toEqual([`${key}: lies outside`]);
		expect(broken(({ reports: [one] }) => one && (one.author = 'nobody'))).toEqual([
			`${key}: unknown author`
		]);
		expect(broken(({ measures: [one] }) => one?.sources.push('hn-none'))).toEqual([
			`${measures[0]?.key}: no source hn-none`
		]);
		expect(broken(({ people: all }) => all[1] && all.push(all[1]))).toHaveLength(2);
	});

	it('knows inside from outside', () => {
		for (const { outline, longitude, latitude } of districts) {
			expect(isInside(outline, longitude, latitude)).toBe(true);
			expect(isInside(outline, longitude + 0.1, latitude)).toBe(false);
		}
	});
});

describe('moments and dates', () => {
	const now = new Date(2026, 4, 12, 9, 0);

	it('count back from now and never lie ahead', () => {
		expect(moment(now, { days_ago: 3, hour: 20 }).getDate()).toBe(9);
		expect(moment(now, { days_ago: 0, hour: 20 }).getTime()).toBeLessThan(now.getTime());
	});

	it('keep the order of what happened', () => {
		for (const report of reports) {
			const steps = [report, ...(report.decision ? [report.decision] : []), ...report.updates];
			const instants = steps.map((step) => moment(now, step).getTime());
			expect(instants, report.key).toEqual(instants.toSorted((a, b) => a - b));
		}
	});

	it('are written in the language of the text, on a working day', () => {
		const texts = { de: 'bis zum {date+4}', ar: '{date+4}', ku: 'heta {date+4}' };
		// Four days after a Tuesday is a Saturday: the Monday after it is meant.
		expect(fillDates(texts, now)).toMatchObject({ de: 'bis zum 18. Mai', ar: '18 مايو' });
	});
});

describe('the pictures', () => {
	it.each(SCENE_NAMES)('draw %s without text, the same each time', (scene) => {
		const picture = drawScene(scene, 7);
		expect(picture).toBe(drawScene(scene, 7));
		expect(picture).not.toMatch(/<text|NaN|undefined|script/);
		expect(picture).not.toBe(drawScene(scene, 8));
	});

	it('are all different', () => {
		const pictures = reports.flatMap(({ key, photo }) =>
			photo ? [drawScene(photo, photoSeed(key))] : []
		);
		expect(pictures.length / reports.length).toBeCloseTo(0.6, 1);
		expect(new Set(pictures).size).toBe(pictures.length);
	});

	it('refuse an unknown scene', () => expect(() => drawScene('unicorn', 1)).toThrow('unicorn'));
});
