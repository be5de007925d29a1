/* What a harvest spends its time on: seconds of the processor by stage. Each thread has an account of its own. */
#ifndef CLI_HARVEST_STAGES_H
#define CLI_HARVEST_STAGES_H

enum cli_stage {
    CLI_READING,    /* the archive, and the article told from its page */
    CLI_SEGMENTING, /* sentences, quotations, words */
    CLI_INDEXING,   /* duplicates found, stories filed */
    CLI_PAIRING,    /* stories proposed, taken up again */
    CLI_ALIGNING,
    CLI_STORING,
    CLI_STAGES
};

const char *cli_stage_name(enum cli_stage); /* "reading", ... */

struct cli_stages {
    double seconds[CLI_STAGES];
    double since; /* what the thread had used when it was last asked */
};

/* Begins to count; what the thread used before is nobody's. */
void cli_stages_begin(struct cli_stages *);
/* What was used since then goes to this stage, and the count begins anew. */
void cli_stages_spent(struct cli_stages *, enum cli_stage);

/* Seconds that have passed by the clock, from an arbitrary moment on. */
double cli_clock(void);

#endif
