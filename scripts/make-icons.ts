/** Writes static/icons and static/social.png: the mark and its tiles as the pictures phones and other sites ask for. */
import { mkdirSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { mosaic, paths, type Pigment } from '../src/lib/ui/tiles.ts';

const COLOURS: Record<Pigment, string> = {
	water: '#0f5257',
	sun: '#f2b134',
	brick: '#b8452c',
	leaf: '#3d7a4e',
	sky: '#2f6f9f',
	paper: '#efe6d6'
};

const svg = (width: number, height: number, viewBox: string, content: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${viewBox}">${content}</svg>\n`;

const GROUND = `<path fill="${COLOURS.water}" d="M-1-1h3v3h-3z"/>`;
const QUARTER = `<path fill="${COLOURS.sun}" d="M0 1V0a1 1 0 0 1 1 1z"/>`;
const mark = `<path fill="${COLOURS.water}" d="M0 0h1v1H0z"/>${QUARTER}`;

const png = (source: string, file: string) =>
	sharp(Buffer.from(source)).png({ palette: true, compressionLevel: 9 }).toFile(`static/${file}`);

mkdirSync('static/icons', { recursive: true });
writeFileSync('static/icons/favicon.svg', svg(32, 32, '0 0 1 1', mark));
await png(svg(192, 192, '0 0 1 1', mark), 'icons/icon-192.png');
await png(svg(512, 512, '0 0 1 1', mark), 'icons/icon-512.png');
// Phones cut these to a circle or a soft square: the quarter keeps to the middle, the water runs to the edge.
const roomy = GROUND + QUARTER;
await png(svg(512, 512, '-0.5 -0.5 2 2', roomy), 'icons/maskable-512.png');
await png(svg(180, 180, '-0.25 -0.25 1.5 1.5', roomy), 'icons/apple-touch-icon.png');

// Twelve tiles across; the last row is cut by the edge, as on a façade.
const tiles = paths(mosaic('viertel', 12, 7))
	.map(({ fill, d }) => `<path fill="${COLOURS[fill]}" d="${d}"/>`)
	.join('');
await png(svg(1200, 630, '0 0 12 6.3', tiles), 'social.png');
