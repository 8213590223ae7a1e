// A server that speaks LibreTranslate's protocol, for the tests: it knows a few sentences, and says of all others in
// the right language that they were translated. `LIBRETRANSLATE_PORT` says where it listens.
import { createServer } from 'node:http';
import * as v from 'valibot';

/** By the language, what some German words are in it. Placeholders stay where the sentence has them. */
const DICTIONARY: Record<string, Record<string, string>> = {
	vi: {
		'Im Hof stehen seit Tagen drei kaputte Fahrräder im Weg.':
			'Trong sân có ba chiếc xe đạp hỏng chắn lối đi đã mấy ngày nay.',
		'Wer sie vermisst, schreibt bitte an [[0]].': 'Ai mất xe xin hãy viết thư cho [[0]].'
	},
	ar: {
		'Im Hof stehen seit Tagen drei kaputte Fahrräder im Weg.':
			'منذ أيام تقف ثلاث دراجات معطلة في الفناء وتسد الطريق.',
		'Wer sie vermisst, schreibt bitte an [[0]].': 'من يفتقدها فليكتب إلى [[0]].'
	}
};
/** For all other sentences; after it come the placeholders, which must not be lost. */
const OTHERWISE: Record<string, string> = {
	de: '[de] Das ist eine maschinelle Übersetzung dieses Satzes.',
	en: '[en] This is a translation of this sentence by a machine.',
	ar: '[ar] هذه ترجمة آلية لهذه الجملة.',
	uk: '[uk] Це машинний переклад цього речення.',
	ru: '[ru] Это машинный перевод этого предложения.',
	tr: '[tr] Bu cümlenin makine çevirisi budur.',
	fa: '[fa] این ترجمه ماشینی این جمله است.',
	ro: '[ro] Aceasta este o traducere automată a acestei propoziții.',
	pl: '[pl] To jest maszynowe tłumaczenie tego zdania.',
	vi: '[vi] Đây là bản dịch máy của câu này.',
	fr: '[fr] Ceci est une traduction automatique de cette phrase.'
};

const asked = v.object({
	q: v.array(v.string()),
	source: v.string(),
	target: v.string(),
	format: v.literal('text')
});
/** All that was ever sent here, for the tests to look at. */
const sent: string[] = [];

const translated = (text: string, target: string): string =>
	DICTIONARY[target]?.[text] ??
	[OTHERWISE[target], ...(text.match(/\[\[\d+\]\]/g) ?? [])].join(' ');

createServer(async (request, response) => {
	const answer = (status: number, body: unknown) => {
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body));
	};
	if (request.method === 'GET') return answer(200, sent);
	let body = '';
	for await (const part of request) body += String(part);
	const parsed = v.safeParse(asked, JSON.parse(body));
	if (!parsed.success || !(parsed.output.target in OTHERWISE))
		return answer(400, { error: 'Invalid request' });
	const { q, target } = parsed.output;
	sent.push(...q);
	answer(200, { translatedText: q.map((text) => translated(text, target)) });
}).listen(Number(process.env.LIBRETRANSLATE_PORT), '127.0.0.1');
