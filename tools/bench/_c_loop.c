/* The same three passes over numbered units as bpcore/algorithm.py, with the same
   bookkeeping as its training loop: the peer that the compiled loops are held to.
   Sigmoid units, squared error, case updating. */
#include <math.h>
#include <stdint.h>

typedef int64_t integer;

static double larger(double a, double b) { return a > b ? a : b; }

static double sigmoid(double I) {
    if (I >= 0) return 1 / (1 + exp(-I));
    double e = exp(I);
    return e / (1 + e);
}

static int misclassifies(const double *O, const double *T, integer outputs) {
    if (outputs == 1) return (O[0] >= 0.5) != (T[0] >= 0.5);
    integer a = 0, b = 0;
    for (integer n = 1; n < outputs; n++) {
        if (O[n] > O[a]) a = n;
        if (T[n] > T[b]) b = n;
    }
    return a != b;
}

/* first has layers + 1 entries; w is (n + 1) x (n + 1), w[i * s + j]. */
void train(double *w, double *theta, double *O, double *err, const integer *first,
           integer layers, const double *X, const double *T, integer tuples, double l,
           integer epochs, double *losses, double *wrongs, double *changes) {
    integer s = first[layers], last = layers - 1;
    integer inputs = first[1] - first[0], outputs = first[layers] - first[last];
    for (integer e = 0; e < epochs; e++) {
        double loss = 0, wrong = 0, largest = 0;
        for (integer n = 0; n < tuples; n++) {
            const double *t = T + n * outputs;
            for (integer i = 0; i < inputs; i++) O[1 + i] = X[n * inputs + i];
            for (integer k = 1; k < layers; k++)
                for (integer j = first[k]; j < first[k + 1]; j++) {
                    double I = theta[j];
                    for (integer i = first[k - 1]; i < first[k]; i++)
                        I += w[i * s + j] * O[i];
                    O[j] = sigmoid(I);
                }
            for (integer j = first[last]; j < first[last + 1]; j++) {
                double rest = t[j - first[last]] - O[j];
                loss += 0.5 * rest * rest;
                err[j] = O[j] * (1 - O[j]) * rest;
            }
            wrong += misclassifies(O + first[last], t, outputs);
            for (integer k = last - 1; k > 0; k--)
                for (integer j = first[k]; j < first[k + 1]; j++) {
                    double sum = 0;
                    for (integer m = first[k + 1]; m < first[k + 2]; m++)
                        sum += err[m] * w[j * s + m];
                    err[j] = O[j] * (1 - O[j]) * sum;
                }
            for (integer k = 1; k < layers; k++)
                for (integer j = first[k]; j < first[k + 1]; j++) {
                    for (integer i = first[k - 1]; i < first[k]; i++) {
                        double increment = l * err[j] * O[i];
                        w[i * s + j] += increment;
                        largest = larger(largest, fabs(increment));
                    }
                    theta[j] += l * err[j];
                    largest = larger(largest, fabs(l * err[j]));
                }
        }
        losses[e] = loss / tuples;
        wrongs[e] = wrong / tuples;
        changes[e] = largest;
    }
}
