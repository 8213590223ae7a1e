// Only for reading and one form: without the framework.
export const csr = false;
