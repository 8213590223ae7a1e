// Only for reading.
export const csr = false;
