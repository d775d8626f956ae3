/* The course model of one cluster in plain C: the compiled limit that benchmarks compare with.

   Flows are sorted by receiver; those of actor i are begin[i] .. begin[i + 1] - 1. Numbers in
   brackets are those of the equations in clusterlib.learning. */
#include <math.h>
#include <stdlib.h>

#define LEAD 1e-12 /* a lead below this is rounding */

enum { HORIZONTAL, VERTICAL, MULTI_ANGLE, PIPELINE, CHANNELS };

typedef struct {
    double channel[CHANNELS]; /* lambda */
    double learning_rate, trust, loyalty, attention, pipeline_cost, curiosity;
    double rd_gain, path_dependence, obsolescence;
} Parameters;

static double worth(const double *known, const double *market, long fields)
{
    double sum = 0;
    for (long f = 0; f < fields; f++)
        sum += market[f] * known[f];
    return sum;
}

/* knowledge (actors, fields) is advanced in place; draws (periods, 2, actors); flow (flows) and
   own_rd (actors) are added to; performance (periods + 1, actors) is filled in. Returns 0, or 1
   where there is no memory. */
int run(long periods, long actors, long fields, const Parameters *p, const double *market,
        const double *draws, const long *begin, const long *giver, const long *dimension,
        const double *weight, const char *institution, const char *learns, const double *reach,
        const double *rd, double *knowledge, double *performance, double *flow, double *own_rd)
{
    double *next = malloc(sizeof(double) * actors * fields);
    double *relevance = malloc(sizeof(double) * fields);
    double *share = malloc(sizeof(double) * begin[actors]);
    double *chance = malloc(sizeof(double) * fields);
    double *most = malloc(sizeof(double) * fields);
    double *gained = malloc(sizeof(double) * fields);
    long widest = 0;
    for (long i = 0; i < actors; i++)
        if (begin[i + 1] - begin[i] > widest)
            widest = begin[i + 1] - begin[i];
    double *brought = malloc(sizeof(double) * (widest + 1) * fields);
    int failed = !(next && relevance && share && chance && most && gained && brought);
    if (failed)
        goto done;

    double top = 0;
    for (long f = 0; f < fields; f++)
        top = fmax(top, market[f]);
    for (long f = 0; f < fields; f++) /* (5) */
        relevance[f] = fmax(market[f] / top, p->curiosity);
    for (long i = 0; i < actors; i++) { /* (4) */
        double load = 0;
        for (long e = begin[i]; e < begin[i + 1]; e++) {
            int local = dimension[e] != PIPELINE;
            share[e] = weight[e] * (local ? exp(p->loyalty * p->trust) : 1);
            load += share[e] * (local ? 1 : 1 + p->pipeline_cost);
        }
        for (long e = begin[i]; e < begin[i + 1]; e++)
            share[e] = fmin(1, p->attention * share[e] / load);
    }
    for (long i = 0; i < actors; i++)
        performance[i] = worth(knowledge + i * fields, market, fields);

    for (long t = 0; t < periods; t++) {
        const double *now = performance + t * actors;
        for (long i = 0; i < actors; i++) {
            const double *mine = knowledge + i * fields;
            double *after = next + i * fields;
            if (!learns[i]) {
                for (long f = 0; f < fields; f++)
                    after[f] = mine[f];
                continue;
            }
            long best = -1;
            for (long e = begin[i]; e < begin[i + 1]; e++)
                if (dimension[e] == HORIZONTAL && now[giver[e]] > now[i] &&
                    (best < 0 || now[giver[e]] > now[giver[best]]))
                    best = e;
            for (long f = 0; f < fields; f++)
                most[f] = gained[f] = 0;
            for (long e = begin[i]; e < begin[i + 1]; e++) {
                const double *theirs = knowledge + giver[e] * fields;
                double *came = brought + (e - begin[i]) * fields;
                double rule = 1; /* (3) */
                if (dimension[e] == HORIZONTAL) {
                    rule = e == best;
                } else if (dimension[e] == VERTICAL) {
                    long more = 0, less = 0;
                    for (long f = 0; f < fields; f++) {
                        more += theirs[f] - mine[f] > LEAD;
                        less += mine[f] - theirs[f] > LEAD;
                    }
                    rule = more ? p->trust * (more < less ? more : less) / more : 0;
                } else if (dimension[e] == MULTI_ANGLE) {
                    rule = institution[giver[e]] ? 1 : p->trust;
                }
                double rate = p->channel[dimension[e]] * p->learning_rate * share[e] * rule;
                for (long f = 0; f < fields; f++) {
                    double gap = theirs[f] - mine[f]; /* (1) */
                    came[f] = 0;
                    if (rule > 0 && gap > 0) {
                        came[f] = rate * gap * exp(-gap / reach[i]) * relevance[f]; /* (2) */
                        gained[f] += came[f];
                        most[f] = fmax(most[f], gap);
                    }
                }
            }
            for (long f = 0; f < fields; f++) { /* (6) */
                double capped = fmin(most[f], gained[f]);
                double part = gained[f] > 0 ? capped / gained[f] : 0;
                for (long e = begin[i]; e < begin[i + 1]; e++)
                    flow[e] += part * brought[(e - begin[i]) * fields + f];
                gained[f] = capped;
            }
            if (draws[2 * t * actors + i] < rd[i]) { /* (7) */
                double sum = 0;
                for (long f = 0; f < fields; f++) {
                    sum += pow(mine[f] + 0.001, p->path_dependence) * relevance[f];
                    chance[f] = sum;
                }
                double drawn = draws[(2 * t + 1) * actors + i] * sum;
                long field = 0;
                while (field < fields - 1 && chance[field] <= drawn)
                    field++;
                double found = p->rd_gain * (1 - mine[field]);
                gained[field] += found;
                own_rd[i] += found;
            }
            for (long f = 0; f < fields; f++) /* (8) */
                after[f] = fmin(1, (1 - p->obsolescence) * (mine[f] + gained[f]));
        }
        for (long k = 0; k < actors * fields; k++)
            knowledge[k] = next[k];
        for (long i = 0; i < actors; i++) /* (9) */
            performance[(t + 1) * actors + i] = worth(knowledge + i * fields, market, fields);
    }
done:
    free(next), free(relevance), free(share), free(chance);
    free(most), free(gained), free(brought);
    return failed;
}
