import type { Handle } from '@sveltejs/kit/hooks';

/** Headers every answer carries. The content security policy is Kit's (vite.config.ts). */
export const protect: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers } = response;
	headers.set('x-content-type-options', 'nosniff');
	headers.set('referrer-policy', 'strict-origin-when-cross-origin');
	headers.set('permissions-policy', 'geolocation=(self), camera=(self), microphone=()');
	headers.set('cross-origin-opener-policy', 'same-origin');
	if (event.url.protocol === 'https:')
		headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
	if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
	return response;
};
