import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ForgedHook, readHook } from './mail-hook.ts';

const key = randomBytes(24);
const secret = `v1,whsec_${key.toString('base64')}`;
const now = () => Math.floor(Date.now() / 1000);

/** Signs as standardwebhooks.com says: HMAC-SHA256 over id, time and body. */
function signed(payload: object, { by = key, at = now(), id = 'msg_1' } = {}) {
	const body = JSON.stringify(payload);
	const signature = createHmac('sha256', by).update(`${id}.${at}.${body}`).digest('base64');
	const headers = new Headers({
		'webhook-id': id,
		'webhook-timestamp': String(at),
		'webhook-signature': `v1,${signature}`
	});
	return { body, headers };
}

const payload = (action: string, user_metadata: object | null = { language: 'uk' }) => ({
	user: { id: 'x', email: 'mara@example.org', user_metadata },
	email_data: { token: '012345', token_hash: 'x', email_action_type: action, site_url: '' }
});
const read = ({ body, headers }: ReturnType<typeof signed>) => readHook(secret, body, headers);

describe('the mail hook', () => {
	test.for(['signup', 'magiclink', 'email', 'recovery'])('takes the code of %s', (action) => {
		expect(read(signed(payload(action)))).toEqual({
			to: 'mara@example.org',
			code: '012345',
			language: 'uk'
		});
	});

	test('writes German to whom it does not know better', () => {
		for (const metadata of [null, {}, { language: 'xx' }, { language: { toString: 'de' } }])
			expect(read(signed(payload('magiclink', metadata)))?.language).toBe('de');
	});

	test('sends no code where there is none', () => {
		for (const action of ['email_change', 'invite', 'password_changed_notification'])
			expect(read(signed(payload(action)))).toBeNull();
		const bare = { ...payload('email'), email_data: { email_action_type: 'email' } };
		expect(read(signed(bare))).toBeNull();
	});

	test('refuses what was signed by another key, changed, or is not signed', () => {
		const good = signed(payload('email'));
		expect(() => read(signed(payload('email'), { by: randomBytes(24) }))).toThrow(ForgedHook);
		expect(() => read({ ...good, body: good.body.replace('mara', 'mala') })).toThrow(ForgedHook);
		expect(() => read({ ...good, headers: new Headers() })).toThrow(ForgedHook);
		good.headers.set('webhook-id', 'msg_2');
		expect(() => read(good)).toThrow(ForgedHook);
	});

	test('refuses what is older than five minutes, or from the future', () => {
		expect(read(signed(payload('email'), { at: now() - 290 }))).not.toBeNull();
		for (const at of [now() - 310, now() + 310])
			expect(() => read(signed(payload('email'), { at }))).toThrow(ForgedHook);
	});

	test('takes one good signature among several, as while keys change', () => {
		const good = signed(payload('email'));
		const signature = good.headers.get('webhook-signature') ?? '';
		good.headers.set('webhook-signature', `v1,${'A'.repeat(43)}= v2,x ${signature}`);
		expect(read(good)).not.toBeNull();
	});

	test('does not take a signed post of another shape for forged', () => {
		expect(() => read(signed({ hello: 'world' }))).toThrow();
		expect(() => read(signed({ hello: 'world' }))).not.toThrow(ForgedHook);
	});
});
