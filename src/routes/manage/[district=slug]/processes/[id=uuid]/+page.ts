// A plain form: a script that comes late would take back what was typed before.
export const csr = false;
