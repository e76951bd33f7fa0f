/*
 * The subjects of a snapshot in their one order: the enterprise, handoffs,
 * journeys, touchpoints, each kind by key. It is the order of every output.
 */
#ifndef RI_SUBJECTS_H
#define RI_SUBJECTS_H

#include "model/snapshot.h"

uint32_t ri_subject_count(const ri_snapshot *snapshot);
/* How many of a kind there are in it; 0 of what is no subject. */
uint32_t ri_subjects_of(const ri_snapshot *snapshot, ri_kind kind);
/* The subject with that number, and the number of a subject. */
ri_ref ri_subject_at(const ri_snapshot *snapshot, uint32_t number);
uint32_t ri_subject_number(const ri_snapshot *snapshot, ri_ref subject);
/* Whether a subject, or any thing with rows, is there: a snapshot may have places for others. */
bool ri_thing_there(const ri_snapshot *snapshot, ri_ref thing);

/* Whether a reference is to what customers meet: a touchpoint, handoff or journey. */
bool ri_is_subject(ri_ref ref);

#endif
