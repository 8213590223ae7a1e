import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { clean } from '../../../src/lib/server/jobs.ts';
import { readPhoto, storePhoto } from '../../../src/lib/server/photos.ts';
import { aSubmission, rows } from '../fixtures.ts';
import type { World } from '../harness.ts';

/** A crash between a photo and its report leaves nothing but a reservation, and the job sweeps that. */
export function sweeping(world: World): void {
	const { sql, people } = world;
	const db = people.server.db;
	const picture = () =>
		sharp({ create: { width: 40, height: 30, channels: 3, background: '#2f6f9f' } })
			.png()
			.toBuffer();
	const makeOld = (id: string) =>
		sql(`update private.uploads set created_at = now() - interval '2 hours' where id = $1`, [id]);

	describe('the sweep', () => {
		test('removes the bytes of a photo whose report never came', async () => {
			const id = randomUUID();
			await storePhoto(db, id, await picture());
			await clean(db);
			expect(await readPhoto(db, id, 'small'), 'too young to be given up').not.toBeNull();

			await makeOld(id);
			await clean(db);
			expect(await readPhoto(db, id, 'small')).toBeNull();
			expect(await readPhoto(db, id, 'large')).toBeNull();
			expect(await rows(sql, 'select id from private.uploads where id = $1', [id])).toEqual([]);
		});

		test('leaves the photo of a report alone, however old', async () => {
			const photo = await storePhoto(db, randomUUID(), await picture());
			const report = aSubmission({ photos: [{ ...photo }] });
			const { error } = await db.rpc('submit_report', { p_report: report });
			expect(error).toBeNull();
			// Reserved once more, as a repeated submission does.
			await db.rpc('reserve_upload', { p_id: photo.id });
			await makeOld(photo.id);
			await clean(db);
			expect(await readPhoto(db, photo.id, 'large')).not.toBeNull();
		});
	});
}
