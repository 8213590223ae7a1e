export type DatabaseRole = 'anon' | 'authenticated' | 'service_role';
/** Which database roles may execute a function. */
export type Callable = Record<string, DatabaseRole[]>;

export const everyone: DatabaseRole[] = ['anon', 'authenticated', 'service_role'];
export const people: DatabaseRole[] = ['authenticated'];
export const peopleAndServer: DatabaseRole[] = ['authenticated', 'service_role'];
export const server: DatabaseRole[] = ['service_role'];
export const nobody: DatabaseRole[] = [];
