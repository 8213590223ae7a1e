import { shaped, unwrap, type Db } from '../../db/db.ts';
import type { Language } from '../../i18n/languages.ts';
import type { Texts } from '../../i18n/texts.ts';
import type { MeasureCard } from '../measures/model.ts';
import type { ReportCard } from '../reports/model.ts';
import type { District, Position } from './model.ts';

/** All districts in their order. */
export async function listDistricts(db: Db): Promise<District[]> {
	const rows = unwrap(await db.from('districts').select().order('position'));
	return rows.map((row) => ({
		id: row.id,
		name: row.name,
		city: row.city,
		population: row.population,
		center: { latitude: row.latitude, longitude: row.longitude },
		zoom: row.zoom,
		outline: shaped<Position[]>(row.outline)
	}));
}

/** What people talk about now. */
export interface Talk {
	/** Those in which something was said last; titles in the reader's language where there is that. */
	topics: { id: string; title: string; language: Language; replies: number; at: string }[];
	/** The process that is in one of its phases today. */
	process: { id: string; title: Texts; phase: string; ends_on: string; proposals: number } | null;
}

export interface DistrictHome {
	counts: { reports: number; open: number; done: number };
	/** The newest. */
	reports: ReportCard[];
	/** The newest of those that are done. */
	answered: ReportCard[];
	measures: MeasureCard[];
	talk: Talk;
}

/** Everything on a district's home page. */
export const readHome = async (db: Db, district: string, reader: Language): Promise<DistrictHome> =>
	shaped(unwrap(await db.rpc('district_home', { p_district: district, p_reader: reader })));
