// A form and two texts: everything works without the framework.
export const csr = false;
