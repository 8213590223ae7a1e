import { shaped, unwrap, type Db } from '../../db/db.ts';
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

export interface DistrictHome {
	counts: { reports: number; open: number; done: number };
	/** The newest. */
	reports: ReportCard[];
	/** The newest of those that are done. */
	answered: ReportCard[];
	measures: MeasureCard[];
}

/** Everything on a district's home page. */
export const readHome = async (db: Db, district: string): Promise<DistrictHome> =>
	shaped(unwrap(await db.rpc('district_home', { p_district: district })));
