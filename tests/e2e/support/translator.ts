import { type APIRequestContext } from '@playwright/test';

const PORT = Number(process.env.E2E_PORT ?? 4173) + 5000;
/** Where the server of `libretranslate.ts` listens, beside the one that is tested. */
export const TRANSLATOR = { port: PORT, url: `http://127.0.0.1:${PORT}` } as const;

/** Every text that was sent to be translated. */
export const sentTexts = async (request: APIRequestContext): Promise<string> =>
	(await request.get(TRANSLATOR.url)).text();
