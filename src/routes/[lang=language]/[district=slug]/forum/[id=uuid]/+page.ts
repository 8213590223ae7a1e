// Without the framework it fits the budget of a first visit; static/write.js does what a form needs.
export const csr = false;
