import { applyAction, type SubmitFunction } from '$app/forms';

/** For `use:enhance`: says when the form is on its way and when it has arrived, and leaves in it what was typed. */
export const whileSending =
	(tell: (busy: boolean) => void): SubmitFunction =>
	() => {
		tell(true);
		return async ({ result, update }) => {
			// In place: `update` would load the page anew where the address has more in it than the action's, and what was typed would go.
			if (result.type === 'success' || result.type === 'failure') await applyAction(result);
			else await update({ reset: false });
			tell(false);
		};
	};
