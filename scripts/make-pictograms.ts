/**
 * Writes src/lib/ui/icons.ts: the pictograms Viertel uses, each as one path on a 24 × 24 grid.
 * They are Lucide's (ISC licence) except the few at the end of this file, which Lucide does not have.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const FROM_LUCIDE = {
	home: 'house',
	map: 'map',
	plus: 'plus',
	camera: 'camera',
	list: 'list',
	talk: 'messages-square',
	person: 'user',
	check: 'check',
	clock: 'clock',
	search: 'search',
	filter: 'list-filter',
	chevron: 'chevron-right',
	back: 'arrow-left',
	close: 'x',
	globe: 'globe',
	sun: 'sun',
	moon: 'moon',
	locate: 'locate-fixed',
	mail: 'mail',
	calendar: 'calendar',
	euro: 'euro',
	organisation: 'building',
	measure: 'hammer',
	eye: 'eye',
	'eye-off': 'eye-off',
	warning: 'triangle-alert',
	info: 'info',
	image: 'image',
	trash: 'trash',
	edit: 'pencil',
	share: 'share-2',
	copy: 'copy',
	qr: 'qr-code',
	phone: 'phone',
	link: 'link',
	keyboard: 'keyboard',
	'sign-out': 'log-out',
	offline: 'wifi-off',
	external: 'external-link',
	pin: 'pin',
	lock: 'lock',
	official: 'landmark',
	thanks: 'heart',
	agree: 'thumbs-up',
	question: 'circle-question-mark',
	quote: 'text-quote',
	bold: 'bold',
	proposal: 'lightbulb',
	'category-rubbish': 'trash',
	'category-road': 'traffic-cone',
	'category-danger': 'triangle-alert',
	'category-green': 'tree-deciduous',
	'category-vandalism': 'spray-can',
	'category-dirt': 'brush-cleaning',
	'category-noise': 'volume-2',
	'category-barrier': 'accessibility',
	'category-other': 'circle-ellipsis',
	'sphere-integration': 'handshake',
	'sphere-public_space': 'trees',
	'sphere-living': 'building',
	'sphere-social': 'baby',
	'sphere-economy': 'briefcase',
	'sphere-health': 'heart-pulse',
	'sphere-networking': 'waypoints',
	'sphere-image': 'megaphone'
};

/** Drawn for Viertel on Lucide's grid: a clock that runs back, a street lamp, a swing. */
const OWN = {
	history: 'M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8M3 3v5h5M12 7v5l4 2',
	'category-light':
		'M7 22V7a5 5 0 0 1 10 0v1M4 22h6M13 12a4 4 0 0 1 8 0zM15 16l-1 2M17 16v3M19 16l1 2',
	'category-playground': 'M4 4h16M6 4 3 21M18 4l3 17M10 4v11M14 4v11M8.5 15h7'
};

type Attributes = Record<string, string>;

function pathOf([tag, a]: [string, Attributes]): string {
	const n = (key: string) => Number(a[key] ?? 0);
	switch (tag) {
		case 'path':
			return a.d ?? '';
		case 'line':
			return `M${a.x1} ${a.y1}L${a.x2} ${a.y2}`;
		case 'polyline':
			return `M${a.points}`;
		case 'polygon':
			return `M${a.points}z`;
		case 'circle': {
			const r = n('r');
			return `M${n('cx') - r} ${a.cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
		}
		case 'rect': {
			const r = n('rx');
			const [w, h] = [n('width') - 2 * r, n('height') - 2 * r];
			const corner = (x: number, y: number) => (r ? `a${r} ${r} 0 0 1 ${x * r} ${y * r}` : '');
			return `M${n('x') + r} ${n('y')}h${w}${corner(1, 1)}v${h}${corner(-1, 1)}h${-w}${corner(-1, -1)}v${-h}${corner(1, -1)}z`;
		}
		default:
			throw new Error(`A pictogram has a <${tag}>, which is not known here`);
	}
}

/** A leading "m" is absolute only where a path begins: joined to others it has to say so, and what follows stays relative. */
const absolute = (d: string) =>
	d.replace(/^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)\s*(?=([-.\d]?))/, (_, x, y, more) =>
		more ? `M${x} ${y}l` : `M${x} ${y}`
	);

function lucide(file: string): string {
	const source = readFileSync(`node_modules/@lucide/svelte/dist/icons/${file}.svelte`, 'utf8');
	const data = /const iconData = (\{.*\});/.exec(source)?.[1];
	if (!data) throw new Error(`Lucide's ${file} has another form than expected`);
	const { node } = JSON.parse(data) as { node: [string, Attributes][] };
	return node.map((shape) => absolute(pathOf(shape))).join('');
}

const icons = {
	...Object.fromEntries(Object.entries(FROM_LUCIDE).map(([name, file]) => [name, lucide(file)])),
	...OWN
};
const lines = Object.entries(icons).map(([name, d]) => {
	const key = /^\w+$/.test(name) ? name : `'${name}'`;
	const line = `\t${key}: '${d}'`;
	return line.length > 98 ? `\t${key}:\n\t\t'${d}'` : line;
});
writeFileSync(
	'src/lib/ui/icons.ts',
	`/**
 * The pictograms, each one path on a 24 × 24 grid, drawn with a stroke. Written by scripts/make-pictograms.ts.
 * From Lucide (https://lucide.dev, ISC licence, © Lucide Contributors); history, category-light and
 * category-playground are ours.
 */
export const ICONS = {
${lines.join(',\n')}
} as const;

export type IconName = keyof typeof ICONS;
`
);
