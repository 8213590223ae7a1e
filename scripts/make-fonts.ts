/**
 * Writes src/lib/ui/fonts/*.woff2 and src/lib/ui/styles/fonts.css: Source Sans 3 and Vazirmatn cut down to the
 * letters each script needs and to the weights 400 to 650. They are assets of the build, so their names carry a hash.
 * Both are under the SIL Open Font License 1.1.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import subsetFont from 'subset-font';

const range = (from: number, to: number) =>
	Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

const sourceSans = (part: string) =>
	`node_modules/@fontsource-variable/source-sans-3/files/source-sans-3-${part}-wght-normal.woff2`;
// Without kerning: it would be a fifth of each file, and the form has to fit its budget in every script.
const FEATURES = ['mark', 'ccmp', 'locl'];
const ARABIC_FEATURES = [
	...[
		'init',
		'medi',
		'fina',
		'isol',
		'rlig',
		'calt',
		'ccmp',
		'mark',
		'mkmk',
		'curs',
		'liga',
		'locl'
	]
];

const FACES = [
	{
		// German, English and French on their own; all but Arabic and Persian pages need it for names and digits.
		file: 'latin',
		family: 'Source Sans 3',
		source: sourceSans('latin'),
		features: FEATURES,
		letters:
			range(0x20, 0x7e).replace(/[\^`{|}~\\]/g, '') +
			'\u00a0©«»·×ÄÖÜäöüßÀÂÇÈÉÊàâçèéêëîïôùûœñáíóú–—‘’‚“”„…€−'
	},
	{
		// Turkish, Polish, Romanian, Kurdish, and their neighbours' names.
		file: 'latin-ext',
		family: 'Source Sans 3 Extended',
		source: sourceSans('latin-ext'),
		features: FEATURES,
		letters: 'ĂăȘșȚțŞşŢţĞğİĄąĆćĘęŁłŃńŚśŹźŻżČčŠšŽžŐőŰűŘřŮůĚěĎďŤťŇňŪūĀāĒēĪī₺'
	},
	{
		file: 'cyrillic',
		family: 'Source Sans 3 Cyrillic',
		source: sourceSans('cyrillic'),
		features: FEATURES,
		letters: range(0x410, 0x44f) + 'ЁёІіЇїЄєҐґЎў№'
	},
	{
		file: 'vietnamese',
		family: 'Source Sans 3 Vietnamese',
		source: sourceSans('vietnamese'),
		features: FEATURES,
		letters: range(0x1ea0, 0x1ef9) + 'ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323'
	},
	{
		// Arabic and Persian, with digits and signs. Latin letters on their pages stand in the phone's own font.
		file: 'arabic',
		family: 'Vazirmatn',
		source: 'node_modules/vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2',
		features: ARABIC_FEATURES,
		letters:
			range(0x20, 0x40) +
			'\u00a0«»·–—…' +
			range(0x621, 0x63a) +
			range(0x640, 0x652) +
			range(0x660, 0x66c) +
			range(0x6f0, 0x6f9) +
			'،؛؟۔\u0654\u0670ٱپچژڤکگیۀەھ\u200c\u200d'
	}
];

/** `U+41-5A,U+E4`: what `unicode-range` wants. */
function unicodeRange(letters: string): string {
	const points = [...new Set([...letters].map((letter) => letter.codePointAt(0) ?? 0))];
	points.sort((a, b) => a - b);
	const runs: [number, number][] = [];
	for (const point of points) {
		const run = runs.at(-1);
		if (run && run[1] === point - 1) run[1] = point;
		else runs.push([point, point]);
	}
	const hex = (point: number) => point.toString(16).toUpperCase();
	return runs.map(([a, b]) => `U+${hex(a)}${b > a ? `-${hex(b)}` : ''}`).join(', ');
}

/**
 * What stands in until a font is there, stretched to its widths so that nothing jumps. `size` is the
 * font's mean width over the system font's, measured on a German text (Roboto's by its published mean
 * width); ascent and descent are the font's own, per em.
 */
const STAND_INS = [
	{ name: 'Source Sans Android', local: ['Roboto'], size: 0.91, ascent: 1.024, descent: 0.4 },
	{
		name: 'Source Sans Arial',
		local: ['Arial', 'Liberation Sans', 'Helvetica'],
		size: 0.917,
		ascent: 1.024,
		descent: 0.4
	}
];

mkdirSync('src/lib/ui/fonts', { recursive: true });
const css = [
	'/* Written by scripts/make-fonts.ts. A page fetches only those of its own language (tokens.css). */'
];
for (const { file, family, source, features, letters } of FACES) {
	// In a name of its own: the published types do not know `keepFeatures` and `noHinting` yet.
	const options = {
		targetFormat: 'woff2' as const,
		variationAxes: { wght: { min: 400, max: 650 } },
		keepFeatures: features,
		noHinting: true
	};
	const font = await subsetFont(readFileSync(source), letters, options);
	writeFileSync(`src/lib/ui/fonts/${file}.woff2`, font);
	console.log(`${file}: ${font.length} bytes`);
	css.push(`@font-face {
	font-family: '${family}';
	font-weight: 400 650;
	font-display: swap;
	src: url('../fonts/${file}.woff2') format('woff2');
	unicode-range: ${unicodeRange(letters)};
}`);
}
for (const { name, local, size, ascent, descent } of STAND_INS) {
	const percent = (part: number) => `${Number((part * 100).toFixed(1))}%`;
	css.push(`@font-face {
	font-family: '${name}';
	src: ${local.map((font) => `local('${font}')`).join(', ')};
	size-adjust: ${percent(size)};
	ascent-override: ${percent(ascent / size)};
	descent-override: ${percent(descent / size)};
	line-gap-override: 0%;
	unicode-range: U+0-5FF, U+1E00-20FF;
}`);
}
const target = 'src/lib/ui/styles/fonts.css';
const config = { ...(await resolveConfig(target)), parser: 'css' };
writeFileSync(target, await format(css.join('\n\n'), config));
