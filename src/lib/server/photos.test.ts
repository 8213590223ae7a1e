import sharp from 'sharp';
import { expect, test } from 'vitest';
import { encodePhoto } from './photos.ts';

const plain = (width: number, height: number) =>
	sharp({ create: { width, height, channels: 3, background: '#2f6f9f' } });

test('a photo comes out in two sizes, as WebP', async () => {
	const { large, small } = await encodePhoto(await plain(4000, 3000).jpeg().toBuffer());
	expect([large.width, large.height]).toEqual([1600, 1200]);
	expect([small.width, small.height]).toEqual([480, 360]);
	expect((await sharp(large.bytes).metadata()).format).toBe('webp');
});

test('a small photo is not blown up', async () => {
	const { large } = await encodePhoto(await plain(320, 200).png().toBuffer());
	expect([large.width, large.height]).toEqual([320, 200]);
});

test('where and when it was taken is gone, and it stands upright', async () => {
	const taken = await plain(400, 200)
		.withExif({
			IFD0: { Make: 'Phone' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 28/1 48/1' }
		})
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
	expect((await sharp(taken).metadata()).exif).toBeDefined();
	const { large, small } = await encodePhoto(taken);
	for (const { bytes } of [large, small]) {
		const metadata = await sharp(bytes).metadata();
		expect(metadata.exif).toBeUndefined();
		expect(metadata.orientation).toBeUndefined();
	}
	expect([large.width, large.height]).toEqual([200, 400]);
});

test('a HEIC that is none is broken, not a crash', async () => {
	const fake = Buffer.concat([
		Buffer.from([0, 0, 0, 24]),
		Buffer.from('ftypheic\0\0\0\0mif1heic'),
		Buffer.alloc(64)
	]);
	await expect(encodePhoto(fake)).rejects.toThrow('photo_broken');
});

test.each([
	['a program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)])],
	[
		'a drawing with a script',
		Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
	],
	['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
	['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ\n')],
	['nothing', Buffer.alloc(0)]
])('%s is no photo', async (_, bytes) => {
	await expect(encodePhoto(bytes)).rejects.toThrow('photo_type');
});

test('half a photo is refused', async () => {
	const whole = await plain(800, 600).jpeg().toBuffer();
	await expect(encodePhoto(whole.subarray(0, whole.length / 2))).rejects.toThrow('photo_broken');
});

test('a picture that would fill the memory is refused before it is opened', async () => {
	const bomb = await plain(16000, 16000).png({ compressionLevel: 9 }).toBuffer();
	expect(bomb.length).toBeLessThan(1_000_000);
	await expect(encodePhoto(bomb)).rejects.toThrow('photo_broken');
});
