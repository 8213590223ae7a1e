import type { Db } from '#lib/db/db.ts';
import type { Me } from '#lib/auth/roles.ts';
import type { Language } from '#lib/i18n/languages.ts';

declare global {
	namespace App {
		interface Locals {
			/** The page's language: from the address, else what the reader chose or their browser asks for. */
			language: Language;
			/** Acts as the reader: a guest or the signed-in person. */
			db: Db;
			me: Me | null;
		}
		interface Error {
			message: string;
		}
	}
}
