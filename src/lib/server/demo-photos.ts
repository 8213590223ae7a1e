/**
 * Draws the demo's photos into a folder: `node demo-photos.ts <folder>`. A process of its own, because what
 * the picture library takes for a hundred drawings it does not give back, and the server would keep it.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { demo, photoSeed } from '../../../supabase/seed/index.ts';
import { drawScene } from '../../../supabase/seed/photos.ts';

const SIZES = { large: 1200, small: 480 };
const folder = process.argv[2] ?? '.';

sharp.cache(false);
for (const { key, photo } of demo.reports) {
	if (!photo) continue;
	const drawing = sharp(Buffer.from(drawScene(photo, photoSeed(key))));
	for (const [size, width] of Object.entries(SIZES)) {
		const bytes = await drawing
			.clone()
			.resize({ width })
			.webp({ quality: 78, effort: 2 })
			.toBuffer();
		await writeFile(join(folder, `${key}.${size}.webp`), bytes);
	}
}
