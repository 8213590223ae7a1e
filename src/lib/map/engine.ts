/** The only importer of Leaflet. It is itself imported when a map is opened and never before. */
import L from 'leaflet';
import stylesheet from './map.css?url';
import { boxOf, grow, reachOf, ZOOMS, type Box, type Point, type Ring } from './geo.ts';

export interface MapWords {
	zoomIn: string;
	zoomOut: string;
	attribution: string;
	dir: 'ltr' | 'rtl';
}

export interface MapView {
	outline: Ring;
	center: Point;
	zoom: number;
	words: MapWords;
}

/** What a component draws on. */
export interface Stage {
	L: typeof L;
	map: L.Map;
	/** Shows the whole district. */
	showAll: () => void;
}

/** One transparent pixel: shown where a tile is missing, so that the paper underneath shows and nothing looks broken. */
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';
const LICENCE = 'https://www.openstreetmap.org/copyright';

let styled: Promise<void> | undefined;
function loadStyles(): Promise<void> {
	styled ??= new Promise<void>((resolve, reject) => {
		const link = document.createElement('link');
		link.rel = 'stylesheet';
		link.href = stylesheet;
		link.onload = () => resolve();
		link.onerror = () => {
			link.remove();
			styled = undefined;
			reject(new Error('The styles of the map did not load'));
		};
		document.head.append(link);
	});
	return styled;
}

const boundsOf = ({ west, south, east, north }: Box): L.LatLngBounds =>
	L.latLngBounds([south, west], [north, east]);

function drawDistrict(map: L.Map, outline: Ring) {
	const ring = outline.map(([longitude, latitude]) => L.latLng(latitude, longitude));
	const far = boundsOf(grow(boxOf(outline), 3));
	const around = [far.getSouthWest(), far.getNorthWest(), far.getNorthEast(), far.getSouthEast()];
	// Drawn one screen further on each side, or moving the map would show the edge of the dimming.
	const renderer = L.svg({ padding: 1 });
	const plain = { renderer, interactive: false };
	L.polygon([around, ring], { ...plain, stroke: false, className: 'map-outside' }).addTo(map);
	L.polygon(ring, { ...plain, fill: false, className: 'map-outline' }).addTo(map);
}

function attributionOf({ attribution, dir }: MapWords): string {
	const link = document.createElement('a');
	link.href = LICENCE;
	// In a tab of its own: whoever is filling in a form must not lose it.
	link.target = '_blank';
	link.rel = 'noopener noreferrer';
	link.dir = dir;
	link.textContent = attribution;
	return link.outerHTML;
}

/** Opens a map of a district in an element: tiles, outline, controls. Rejects when its styles do not load. */
export async function openMap(
	element: HTMLElement,
	{ outline, center, zoom, words }: MapView
): Promise<Stage & { close: () => void }> {
	await loadStyles();
	const moving = !matchMedia('(prefers-reduced-motion: reduce)').matches;
	const box = boxOf(outline);
	const reach = boundsOf(reachOf(box));
	const map = L.map(element, {
		zoomControl: false,
		attributionControl: false,
		minZoom: ZOOMS.min,
		maxZoom: ZOOMS.max,
		maxBounds: reach,
		maxBoundsViscosity: 1,
		zoomAnimation: moving,
		fadeAnimation: moving,
		markerZoomAnimation: moving,
		inertia: moving,
		// The wheel scrolls the page until somebody turns to the map.
		scrollWheelZoom: false
	});
	map.on('focus', () => void map.scrollWheelZoom.enable());
	map.on('blur', () => void map.scrollWheelZoom.disable());
	map.setView([center.latitude, center.longitude], zoom, { animate: false });
	// Zooms are whole steps: a corner may stick out if the district is twice as large for it.
	const district = boundsOf(box).pad(-0.08);
	const showAll = () => void map.fitBounds(district, { animate: false });
	map.setMinZoom(Math.max(ZOOMS.min, map.getBoundsZoom(district) - 1));

	L.control
		.zoom({
			position: words.dir === 'rtl' ? 'topleft' : 'topright',
			zoomInTitle: words.zoomIn,
			zoomOutTitle: words.zoomOut
		})
		.addTo(map);
	L.control
		.attribution({ prefix: false, position: words.dir === 'rtl' ? 'bottomleft' : 'bottomright' })
		.addTo(map);
	const tiles = L.tileLayer('/tiles/{z}/{x}/{y}.png', {
		bounds: reach,
		maxZoom: ZOOMS.max,
		attribution: attributionOf(words),
		errorTileUrl: NOTHING
	}).addTo(map);
	// Without any streets to see, the outline says where one is.
	let seen = false;
	tiles.on('tileload', ({ tile }) => (seen ||= tile.getAttribute('src') !== NOTHING));
	tiles.once('tileerror', () => {
		if (!seen) showAll();
	});
	drawDistrict(map, outline);

	const resized = new ResizeObserver(() => map.invalidateSize({ animate: false }));
	resized.observe(element);
	return {
		L,
		map,
		showAll,
		close() {
			resized.disconnect();
			map.remove();
		}
	};
}
