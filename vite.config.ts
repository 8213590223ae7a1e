import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

// Kit 3 takes its options here; it refuses a svelte.config.js beside them.
export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter(),
			// static/page.js does it: pages without the framework need it too.
			serviceWorker: { register: false },
			// Small styles travel with the page: a request of their own would cost more than they weigh.
			inlineStyleThreshold: 3000,
			csp: {
				// Not nonces: a page kept by the cache would repeat them.
				mode: 'hash',
				directives: {
					'default-src': ['self'],
					'script-src': ['self'],
					'style-src': ['self', 'unsafe-inline'],
					'img-src': ['self', 'data:', 'blob:'],
					'connect-src': ['self'],
					'worker-src': ['self'],
					'manifest-src': ['self'],
					'object-src': ['none'],
					'base-uri': ['self'],
					'form-action': ['self'],
					'frame-ancestors': ['none']
				}
			}
		})
	],
	environments: {
		client: {
			build: {
				rolldownOptions: {
					output: {
						// Two files for what every scripted page needs, in place of thirty small ones.
						codeSplitting: {
							groups: [
								{ name: 'framework', test: /node_modules[\\/](svelte|i18next|esm-env|clsx)[\\/]/ },
								{
									name: 'ui',
									test: /src[\\/](lib[\\/](ui|i18n[\\/][a-z0-9.]+\.ts|route\.ts|features[\\/](reports|measures|districts|moderation)[\\/]model\.ts)|routes[\\/](\[lang=language\][\\/])?\+(layout|error))/
								}
							]
						}
					}
				}
			}
		}
	}
});
