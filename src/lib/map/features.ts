import type { Box, Point } from './geo.ts';

/** Several reports around a place, too close to tell apart at this zoom. */
export interface ClusterFeature extends Point {
	kind: 'cluster';
	count: number;
	/** Where they lie. */
	box: Box;
}

export interface ReportFeature extends Point {
	kind: 'report';
	id: string;
	category: string;
	status: string;
	/** The pin's name for screen readers and as its tooltip. */
	title: string;
}

export type MapFeature = ClusterFeature | ReportFeature;

/** Asks for what lies in the visible box. Aborted when the map has moved on. */
export type ClusterFetcher = (box: Box, zoom: number, signal: AbortSignal) => Promise<MapFeature[]>;

/** The colour of a pin, by the roles of the design system. */
export type PinTone = 'primary' | 'ok' | 'muted';

/** What stays the same of a feature when the map asks again, so that its pin keeps the focus. */
export const keyOf = (feature: MapFeature): string =>
	feature.kind === 'report'
		? feature.id
		: [feature.count, feature.latitude, feature.longitude].join();
