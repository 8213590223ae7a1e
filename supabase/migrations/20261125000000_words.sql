-- Words for forum, proposals, translations and news. Alone in a file: a new word of an old type may be used only after this.

create type public.reaction_kind as enum ('thanks', 'agree', 'question');
create type public.argument_side as enum ('for', 'against');
create type public.phase_kind as enum ('collect', 'discuss', 'check', 'decide', 'carry_out');
create type public.proposal_status as enum ('open', 'checking', 'accepted', 'partly', 'not_possible');
create type public.check_aspect as enum ('legal', 'money', 'responsibility');
create type public.amendment_state as enum ('open', 'accepted', 'declined', 'withdrawn');
create type public.translation_origin as enum ('person', 'machine');
create type public.mail_rhythm as enum ('never', 'at_once', 'daily', 'weekly');
create type public.news_kind as enum (
	'reply', 'official_reply', 'mention', 'argument', 'topic', 'proposal', 'report',
	'report_status', 'proposal_status', 'amendment', 'amendment_decided', 'measure', 'measure_status',
	'moved', 'merged', 'hidden', 'restored', 'phase'
);

alter type public.decision_action add value 'pin';
alter type public.decision_action add value 'unpin';
alter type public.decision_action add value 'close';
alter type public.decision_action add value 'reopen';
alter type public.decision_action add value 'move';
alter type public.decision_action add value 'split';
alter type public.decision_action add value 'merge';
alter type public.decision_action add value 'mark_answer';
alter type public.decision_action add value 'unmark_answer';
alter type public.decision_action add value 'check_proposal';
alter type public.decision_action add value 'save_process';
alter type public.decision_action add value 'lock_translation';
alter type public.decision_action add value 'unlock_translation';
