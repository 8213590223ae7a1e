import { expect, test } from 'vitest';
import { nameOfStatus } from './model.ts';

test('a status is named by what has it', () => {
	expect(nameOfStatus('report_status', 'done')).toBe('common:status.done.name');
	expect(nameOfStatus('proposal', 'partly')).toBe('proposals:status.partly.name');
	expect(nameOfStatus('measure_status', 'running')).toBe('common:measure_status.running');
	expect(() => nameOfStatus('topic', 'open')).toThrow('topic');
});
