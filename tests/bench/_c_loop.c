/* The same three passes over numbered units as bpcore/algorithm.py, with the same
   bookkeeping as its training loop: the peer that the compiled loops are held to. */
#include <math.h>

static double largest_of(double a, double b) { return a > b ? a : b; }

/* first has layers + 1 entries; w is (n + 1) x (n + 1), w[i * s + j]. */
double train(double *w, double *theta, double *O, double *err, const long *first,
             long layers, const double *X, const double *T, long tuples, double l,
             long epochs, double *losses, double *wrongs, double *changes) {
    long s = first[layers], last = layers - 1, inputs = first[1] - 1;
    for (long e = 0; e < epochs; e++) {
        double loss = 0, wrong = 0, largest = 0;
        for (long n = 0; n < tuples; n++) {
            for (long i = 0; i < inputs; i++) O[1 + i] = X[n * inputs + i];
            for (long k = 1; k < layers; k++)
                for (long j = first[k]; j < first[k + 1]; j++) {
                    double I = theta[j];
                    for (long i = first[k - 1]; i < first[k]; i++)
                        I += w[i * s + j] * O[i];
                    if (I >= 0) O[j] = 1 / (1 + exp(-I));
                    else { double x = exp(I); O[j] = x / (1 + x); }
                }
            double t = T[n], o = O[first[last]];
            loss += 0.5 * (t - o) * (t - o);
            wrong += (o >= 0.5) != (t >= 0.5);
            for (long j = first[last]; j < first[last + 1]; j++)
                err[j] = O[j] * (1 - O[j]) * (t - O[j]);
            for (long k = last - 1; k > 0; k--)
                for (long j = first[k]; j < first[k + 1]; j++) {
                    double sum = 0;
                    for (long m = first[k + 1]; m < first[k + 2]; m++)
                        sum += err[m] * w[j * s + m];
                    err[j] = O[j] * (1 - O[j]) * sum;
                }
            for (long k = 1; k < layers; k++)
                for (long j = first[k]; j < first[k + 1]; j++) {
                    for (long i = first[k - 1]; i < first[k]; i++) {
                        double d = l * err[j] * O[i];
                        w[i * s + j] += d;
                        largest = largest_of(largest, fabs(d));
                    }
                    theta[j] += l * err[j];
                    largest = largest_of(largest, fabs(l * err[j]));
                }
        }
        losses[e] = loss / tuples;
        wrongs[e] = wrong / tuples;
        changes[e] = largest;
    }
    return losses[epochs - 1];
}
