// Only for reading: without the framework it fits the budget of a first visit (tests/load/budgets.ts).
export const csr = false;
