/** Lines for whoever runs the server. Nothing a resident wrote belongs here. */
const write = (line: string) => process.stdout.write(`${line}\n`);

export const log = {
	info: write,
	/** A step that may take over two seconds. */
	slow: (step: string) => write(`  … ${step}`),
	error: (where: string, error: unknown) =>
		process.stderr.write(`${where}: ${error instanceof Error ? error.message : String(error)}\n`)
};

interface DatabaseFailure {
	severity: string;
	code: string;
	message: string;
}
const isDatabaseFailure = (value: unknown): value is DatabaseFailure =>
	typeof value === 'object' && value !== null && 'severity' in value && 'code' in value;

/** Lite prints failed statements whole, with what people wrote as their parameters. Only the code and the message may stay. */
export function redactDatabaseErrors(): void {
	const original = console.error;
	console.error = (...parts: unknown[]) => {
		const failure = parts.find(isDatabaseFailure);
		// 42501 and 22023 are the wall and our own checks at work.
		if (!failure) original(...parts);
		else if (!['42501', '22023'].includes(failure.code))
			original(`database: ${failure.code} ${failure.message}`);
	};
}
