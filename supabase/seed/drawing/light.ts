/** The colours of Viertel. */
export const INK = '#1c2429';
export const PAPER = '#faf7f2';
export const WATER = '#0f5257';
export const SUN = '#f2b134';
export const BRICK = '#b8452c';
export const LEAF = '#3d7a4e';
export const SKY = '#2f6f9f';

/** What everything in a picture looks like at a time of day. */
export interface Light {
	dark: boolean;
	sky: readonly [string, string];
	disc: string;
	far: string;
	wall: string;
	joint: string;
	shade: string;
	pane: string;
	lit: string;
	grass: string;
	meadow: string;
	leaf: string;
	leaf2: string;
	trunk: string;
	path: string;
	seam: string;
	road: string;
	mark: string;
	metal: string;
}

export const LIGHTS = {
	morning: {
		dark: false,
		sky: ['#f6dcb4', '#faf1e2'],
		disc: '#f2b134',
		far: '#dccbb4',
		wall: '#efe5d6',
		joint: '#d8c9b4',
		shade: '#cdbda7',
		pane: '#8fa9ae',
		lit: '#f7d68c',
		grass: '#8fae7f',
		meadow: '#a9c093',
		leaf: '#4e8a5c',
		leaf2: '#6b9f6c',
		trunk: '#6e5644',
		path: '#e5d7c2',
		seam: '#cbbaa1',
		road: '#8b8a86',
		mark: '#faf7f2',
		metal: '#3d4a50'
	},
	day: {
		dark: false,
		sky: ['#a9cbdb', '#e4eeea'],
		disc: '#fbe3a6',
		far: '#b9cbcb',
		wall: '#f3eee4',
		joint: '#dcd5c8',
		shade: '#cfc9bd',
		pane: '#6f93a3',
		lit: '#9fbac2',
		grass: '#7fab72',
		meadow: '#97bd84',
		leaf: '#3d7a4e',
		leaf2: '#58935f',
		trunk: '#6b5645',
		path: '#ddd6ca',
		seam: '#c2baac',
		road: '#7b8083',
		mark: '#faf7f2',
		metal: '#34434a'
	},
	grey: {
		dark: false,
		sky: ['#b7c2c6', '#dfe3e1'],
		disc: '#e9ecea',
		far: '#a9b5b8',
		wall: '#dedbd3',
		joint: '#c5c2ba',
		shade: '#b6b4ad',
		pane: '#768a92',
		lit: '#eccf8d',
		grass: '#7d9a78',
		meadow: '#8fa986',
		leaf: '#47715a',
		leaf2: '#5c836a',
		trunk: '#5c5149',
		path: '#c6c4bd',
		seam: '#aba9a2',
		road: '#6d7376',
		mark: '#e6e5e0',
		metal: '#333f45'
	},
	evening: {
		dark: false,
		sky: ['#6d7fa3', '#f0b98a'],
		disc: '#f08f5a',
		far: '#94839a',
		wall: '#d7b7a2',
		joint: '#bf9c8b',
		shade: '#a98a82',
		pane: '#5b6480',
		lit: '#f8cf7a',
		grass: '#6d8068',
		meadow: '#808f70',
		leaf: '#375f54',
		leaf2: '#4c7260',
		trunk: '#4d4146',
		path: '#c3a89a',
		seam: '#a88f86',
		road: '#66646f',
		mark: '#f0dccb',
		metal: '#2c343f'
	},
	night: {
		dark: true,
		sky: ['#101d2b', '#274355'],
		disc: '#f1ede0',
		far: '#1c3140',
		wall: '#2d4552',
		joint: '#263b47',
		shade: '#22343f',
		pane: '#1c2f3b',
		lit: '#f2c15a',
		grass: '#1b3635',
		meadow: '#214140',
		leaf: '#173230',
		leaf2: '#1f403b',
		trunk: '#16242a',
		path: '#374c57',
		seam: '#2c3f49',
		road: '#2a363e',
		mark: '#93a1a4',
		metal: '#0d161c'
	}
} as const satisfies Record<string, Light>;
export type LightName = keyof typeof LIGHTS;
