import { defineParams } from '@sveltejs/kit/params';
import { isLanguage } from './lib/i18n/languages.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const params = defineParams({
	language: (value) => (isLanguage(value) ? value : undefined),
	slug: (value) => (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) ? value : undefined),
	uuid: (value) => (UUID.test(value) ? value : undefined)
});
