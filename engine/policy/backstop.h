/*
 * The processor's clock, behind the budget of steps.
 */
#ifndef RI_BACKSTOP_H
#define RI_BACKSTOP_H

/* Seconds the calling thread has run on the processor. */
double ri_backstop_seconds(void);

#endif
