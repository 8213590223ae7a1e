import { catalogue } from './catalogue.ts';
import { deciding } from './deciding.ts';
import { following } from './following.ts';
import { functions } from './functions.ts';
import { home } from './home.ts';
import { leaving } from './leaving.ts';
import { lists } from './lists.ts';
import { log } from './log.ts';
import { mailing } from './mailing.ts';
import { measureDoors } from './measure-doors.ts';
import { measureSources } from './measure-sources.ts';
import { measures } from './measures.ts';
import { outbox } from './outbox.ts';
import { permissionsSuite } from './permissions.ts';
import { reasons } from './reasons.ts';
import { submitting } from './submitting.ts';
import { sweeping } from './sweeping.ts';
import { tables } from './tables/index.ts';
import { translation } from './translation.ts';
import { translationMachines } from './translation-machines.ts';
import { walls } from './walls.ts';
import type { World } from '../harness.ts';

/** All database tests; each database runs them in this order, in one world. */
export function everySuite(world: World): void {
	catalogue(world);
	functions(world);
	permissionsSuite(world);
	tables(world);
	walls(world);
	submitting(world);
	following(world);
	deciding(world);
	log(world);
	measures(world);
	measureSources(world);
	measureDoors(world);
	lists(world);
	home(world);
	outbox(world);
	mailing(world);
	leaving(world);
	reasons(world);
	sweeping(world);
	translation(world);
	translationMachines(world);
}
