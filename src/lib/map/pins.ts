import type { Map as LeafletMap, Marker } from 'leaflet';
import type { Stage } from './engine.ts';
import {
	keyOf,
	type ClusterFeature,
	type MapFeature,
	type PinTone,
	type ReportFeature
} from './features.ts';
import { ZOOMS, type Box } from './geo.ts';

export interface PinOptions {
	/** Trusted markup: our own pictogram. */
	html: (report: ReportFeature) => string;
	tone: (report: ReportFeature) => PinTone;
	href: (id: string) => string;
	clusterName: (count: number) => string;
	clusterCount: (count: number) => string;
	/** A pin was chosen. Null: it leads to its page like any link. */
	onchoose: ((id: string) => void) | null;
}

export function createPins({ L, map }: Stage, options: PinOptions) {
	const shown = new Map<string, { marker: Marker; element: HTMLElement }>();
	const layer = L.layerGroup().addTo(map);
	let chosen: string | null = null;

	function reportPin(report: ReportFeature): HTMLElement {
		const link = document.createElement('a');
		link.className = 'map-pin';
		link.href = options.href(report.id);
		link.title = report.title;
		link.setAttribute('aria-label', report.title);
		link.dataset.tone = options.tone(report);
		link.innerHTML = `<span>${options.html(report)}</span>`;
		link.addEventListener('click', (event) => {
			event.stopPropagation();
			const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
			if (!options.onchoose || !plain) return;
			event.preventDefault();
			options.onchoose(report.id);
		});
		return link;
	}

	function clusterPin(cluster: ClusterFeature): HTMLElement {
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'map-cluster';
		const [count, name] = [options.clusterCount(cluster.count), options.clusterName(cluster.count)];
		button.textContent = count;
		// Some languages have a word for two. Whoever speaks to the phone says what is to be seen.
		button.setAttribute('aria-label', name.includes(count) ? name : `${count}: ${name}`);
		button.addEventListener('click', (event) => {
			event.stopPropagation();
			zoomInto(map, cluster);
		});
		return button;
	}

	function add(key: string, feature: MapFeature) {
		const element = feature.kind === 'report' ? reportPin(feature) : clusterPin(feature);
		element.draggable = false;
		// The map would take two quick taps on it for one of its own.
		element.addEventListener('dblclick', (event) => event.stopPropagation());
		const icon = L.divIcon({ html: element, className: 'map-spot', iconSize: [48, 48] });
		const marker = L.marker([feature.latitude, feature.longitude], {
			icon,
			// The link or button inside is what is focused and pressed.
			keyboard: false,
			interactive: false
		}).addTo(layer);
		shown.set(key, { marker, element });
	}

	function choose(id: string | null) {
		chosen = id;
		for (const [key, { marker, element }] of shown) {
			element.classList.toggle('chosen', key === id);
			marker.setZIndexOffset(key === id ? 1000 : 0);
		}
	}

	// A map pulled by one of its pins is moved, not pressed.
	const container = map.getContainer();
	let pulled = false;
	map.on('movestart', () => (pulled = true));
	const pressed = () => (pulled = false);
	const swallow = (event: MouseEvent) => {
		// Enter on a link is a click too, with no button pressed before it.
		if (!pulled || event.detail === 0) return;
		event.preventDefault();
		event.stopPropagation();
	};
	container.addEventListener('pointerdown', pressed, true);
	container.addEventListener('click', swallow, true);

	return {
		choose,
		/** Shows these and no others; what was there already stays as it is, with its focus. */
		show(features: readonly MapFeature[]) {
			const wanted = new Map(features.map((feature) => [keyOf(feature), feature]));
			for (const [key, { marker }] of shown)
				if (!wanted.has(key)) {
					layer.removeLayer(marker);
					shown.delete(key);
				}
			for (const [key, feature] of wanted) if (!shown.has(key)) add(key, feature);
			choose(chosen);
		},
		remove() {
			container.removeEventListener('pointerdown', pressed, true);
			container.removeEventListener('click', swallow, true);
			layer.remove();
		}
	};
}

/** What the map shows now. */
export function boxShown(map: LeafletMap): Box {
	const bounds = map.getBounds();
	return {
		west: bounds.getWest(),
		south: bounds.getSouth(),
		east: bounds.getEast(),
		north: bounds.getNorth()
	};
}

/** Goes as near as shows them all, and always at least one step nearer. */
function zoomInto(map: LeafletMap, { box, latitude, longitude }: ClusterFeature) {
	const fitting = map.getBoundsZoom(
		[
			[box.south, box.west],
			[box.north, box.east]
		],
		false
	);
	const zoom = Math.min(ZOOMS.max, Math.max(map.getZoom() + 1, Math.floor(fitting)));
	map.setView([latitude, longitude], zoom);
	// The pressed tile is about to go: the focus stays on the map.
	map.getContainer().focus({ preventScroll: true });
}
