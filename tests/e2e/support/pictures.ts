import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** What a file field takes. */
export interface Upload {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

/** A photo as a phone makes it: on its side, and with the place it was taken at in its metadata. */
export async function phonePhoto(name = 'IMG_2041.jpg'): Promise<Upload> {
	const buffer = await sharp({
		create: { width: 1200, height: 900, channels: 3, background: { r: 190, g: 140, b: 60 } }
	})
		.withExif({
			IFD0: { Make: 'Telefon' },
			IFD3: {
				GPSLatitudeRef: 'N',
				GPSLatitude: '51/1 28/1 51/1',
				GPSLongitudeRef: 'E',
				GPSLongitude: '11/1 55/1 2/1'
			}
		})
		.withMetadata({ orientation: 6 })
		.jpeg()
		.toBuffer();
	return { name, mimeType: 'image/jpeg', buffer };
}

function chunk(type: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type), data]);
	const frame = Buffer.alloc(8);
	frame.writeUInt32BE(data.length, 0);
	frame.writeUInt32BE(crc32(named), 4);
	return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/** A valid picture of a hundred kilobytes that becomes 900 megapixels where it is unpacked. */
export function bomb(): Upload {
	const side = 30_000;
	const header = Buffer.alloc(13);
	header.writeUInt32BE(side, 0);
	header.writeUInt32BE(side, 4);
	header.writeUInt8(1, 8);
	const rows = Buffer.alloc((1 + side / 8) * side);
	const buffer = Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
	return { name: 'klein.png', mimeType: 'image/png', buffer };
}

export async function cutOff(): Promise<Upload> {
	const whole = await phonePhoto('abgebrochen.jpg');
	return { ...whole, buffer: whole.buffer.subarray(0, Math.floor(whole.buffer.length / 2)) };
}

export const executable: Upload = {
	name: 'photo.jpg',
	mimeType: 'image/jpeg',
	buffer: Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(4096, 7)])
};

export const scriptedSvg: Upload = {
	name: 'bild.svg',
	mimeType: 'image/svg+xml',
	buffer: Buffer.from(
		'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
	)
};
