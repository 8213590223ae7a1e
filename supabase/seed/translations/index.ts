import halleAr from './halle-neustadt.ar.json' with { type: 'json' };
import magdeburgAr from './neustaedter-feld.ar.json' with { type: 'json' };
import halleDe from './halle-neustadt.de.json' with { type: 'json' };
import magdeburgDe from './neustaedter-feld.de.json' with { type: 'json' };
import halleLeicht from './halle-neustadt.de-x-leicht.json' with { type: 'json' };
import magdeburgLeicht from './neustaedter-feld.de-x-leicht.json' with { type: 'json' };
import halleEn from './halle-neustadt.en.json' with { type: 'json' };
import magdeburgEn from './neustaedter-feld.en.json' with { type: 'json' };
import halleUk from './halle-neustadt.uk.json' with { type: 'json' };
import magdeburgUk from './neustaedter-feld.uk.json' with { type: 'json' };
import halleVi from './halle-neustadt.vi.json' with { type: 'json' };
import magdeburgVi from './neustaedter-feld.vi.json' with { type: 'json' };

/** By language, of both districts. */
export const translations = {
	ar: { ...halleAr, ...magdeburgAr },
	de: { ...halleDe, ...magdeburgDe },
	'de-x-leicht': { ...halleLeicht, ...magdeburgLeicht },
	en: { ...halleEn, ...magdeburgEn },
	uk: { ...halleUk, ...magdeburgUk },
	vi: { ...halleVi, ...magdeburgVi }
};
