import { isCategory, REPORT_STATUSES } from '../../src/lib/features/reports/model.ts';
import { isSphere } from '../../src/lib/features/districts/model.ts';
import { MEASURE_STATUSES } from '../../src/lib/features/measures/model.ts';
import { isLanguage } from '../../src/lib/i18n/languages.ts';
import { checkProposals } from './check-proposals.ts';
import { checkTalk } from './check-talk.ts';
import { isScene } from './photos.ts';
import { isBefore } from './moments.ts';
import type { Ago, Demo, DemoMeasure, DemoReport, DemoTexts } from './types.ts';

/** Whether a point lies inside a closed ring of [longitude, latitude], by counting the edges a ray crosses. */
export function isInside(outline: [number, number][], lng: number, lat: number): boolean {
	let inside = false;
	for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
		const [x1 = 0, y1 = 0] = outline[i] ?? [];
		const [x2 = 0, y2 = 0] = outline[j] ?? [];
		if (y1 > lat !== y2 > lat && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
	}
	return inside;
}

/** What is wrong with the demo, one sentence each; nothing when all is well. */
export function problemsOf(demo: Demo): string[] {
	const problems: string[] = [];
	const complain = (who: string, what: string) => problems.push(`${who}: ${what}`);
	const districts = new Map(demo.districts.map((district) => [district.id, district]));
	const people = new Map(demo.people.map((person) => [person.key, person]));
	const organisations = new Map(demo.organisations.map((one) => [one.key, one]));
	const reports = new Map(demo.reports.map((report) => [report.key, report]));

	for (const keys of [
		demo.districts.map((district) => district.id),
		demo.people.map((person) => person.key),
		demo.people.map((person) => person.email),
		demo.organisations.map((organisation) => organisation.key),
		[...demo.reports, ...demo.measures, ...demo.topics, ...demo.proposals].map((one) => one.key),
		demo.reports.map((report) => report.body)
	])
		keys.forEach((key, index) => keys.indexOf(key) < index && complain(key, 'is there twice'));

	for (const { id, outline, longitude, latitude } of demo.districts) {
		if (`${outline[0]}` !== `${outline.at(-1)}`) complain(id, 'its outline is not closed');
		if (!isInside(outline, longitude, latitude))
			complain(id, 'its centre lies outside its outline');
	}
	for (const person of demo.people) {
		if (!person.email.endsWith('.example')) complain(person.key, 'has an address that could exist');
		if (!isLanguage(person.language)) complain(person.key, `speaks ${person.language}`);
		for (const district of [person.home, ...person.roles.map((held) => held.district)])
			if (district !== null && !districts.has(district)) complain(person.key, `no ${district}`);
	}
	for (const organisation of demo.organisations)
		if (!districts.has(organisation.district)) complain(organisation.key, 'has no district');

	const checkTexts = (who: string, texts: DemoTexts) => {
		if (!texts.de?.trim()) complain(who, 'has a text without German');
		for (const [language, text] of Object.entries(texts))
			if (!isLanguage(language) || !text.trim()) complain(who, `has an odd text in ${language}`);
	};
	const checkStaff = (who: string, key: string, district: string) => {
		const roles = people.get(key)?.roles ?? [];
		if (!roles.some((held) => held.district === district || held.district === null))
			complain(who, `${key} does not work in ${district}`);
	};

	const checkReport = (report: DemoReport) => {
		const { key } = report;
		const district = districts.get(report.district);
		if (!district) return complain(key, `no district ${report.district}`);
		if (!isInside(district.outline, report.lng, report.lat)) complain(key, 'lies outside');
		if (!isCategory(report.category)) complain(key, `no category ${report.category}`);
		if (!isLanguage(report.language)) complain(key, `no language ${report.language}`);
		if (report.photo !== null && !isScene(report.photo)) complain(key, `no scene ${report.photo}`);
		if (report.author !== null && !people.has(report.author)) complain(key, 'unknown author');
		if (report.status !== (report.updates.at(-1)?.status ?? 'received'))
			complain(key, 'its status is not that of its last update');
		if ((report.state === 'pending') !== (report.decision === null))
			complain(key, 'its state does not go with its decision');
		if ((report.state === 'hidden' || report.state === 'removed') && !report.decision?.reason)
			complain(key, 'was hidden without a reason');
		if (report.decision) checkStaff(key, report.decision.by, report.district);
		let last: Ago = report;
		for (const step of [...(report.decision ? [report.decision] : []), ...report.updates]) {
			if (!isBefore(last, step)) complain(key, 'its history is out of order');
			last = step;
		}
		for (const update of report.updates) {
			if (!REPORT_STATUSES.includes(update.status)) complain(key, `no status ${update.status}`);
			checkStaff(key, update.by, report.district);
			checkTexts(key, update.answer);
		}
	};
	demo.reports.forEach(checkReport);

	const checkMeasure = (measure: DemoMeasure) => {
		const { key } = measure;
		if (!districts.has(measure.district)) complain(key, `no district ${measure.district}`);
		if (organisations.get(measure.organisation)?.district !== measure.district)
			complain(key, `no organisation ${measure.organisation} in its district`);
		if (!MEASURE_STATUSES.includes(measure.status)) complain(key, `no status ${measure.status}`);
		if (measure.spheres.length === 0 || !measure.spheres.every(isSphere))
			complain(key, 'has odd spheres');
		for (const source of measure.sources)
			if (reports.get(source)?.district !== measure.district) complain(key, `no source ${source}`);
		if ((measure.ends_in_days ?? Infinity) < (measure.starts_in_days ?? -Infinity))
			complain(key, 'ends before it starts');
		[measure.title, measure.summary, measure.description].forEach((text) => checkTexts(key, text));
	};
	demo.measures.forEach(checkMeasure);
	checkTalk(demo, complain);
	checkProposals(demo, complain);
	return problems;
}
