/* The same loops as bpcore/recurrent: one sequence presented forward and backward in
   time, then one step of gradient descent, with the same bookkeeping.  Hidden units
   tanh, outputs sigmoid, squared error at every step. */
#include <math.h>
#include <stdint.h>

typedef int64_t integer;

static double larger(double a, double b) { return a > b ? a : b; }

static double sigmoid(double I) {
    if (I >= 0) return 1 / (1 + exp(-I));
    double e = exp(I);
    return e / (1 + e);
}

/* Arrays hold s = units + 1 numbers a row: O and err (rows, s), w and dw (s, s);
   sequence n fills the rows starts[n] to starts[n + 1], of which the first is step 0. */
void train(double *w, double *theta, double *dw, double *dtheta, double *O, double *err,
           const double *T, const integer *first, const integer *starts,
           integer sequences, double l, integer epochs, double *losses, double *wrongs,
           double *changes) {
    integer s = first[3], outputs = first[3] - first[2];
    for (integer e = 0; e < epochs; e++) {
        double loss = 0, wrong = 0, largest = 0;
        integer counted = 0;
        for (integer n = 0; n < sequences; n++) {
            integer begin = starts[n], end = starts[n + 1];
            for (integer t = begin + 1; t < end; t++) {
                double *now = O + t * s;
                const double *last = now - s;
                for (integer j = first[1]; j < first[2]; j++) {
                    double I = theta[j];
                    for (integer i = first[0]; i < first[1]; i++) I += w[i * s + j] * now[i];
                    for (integer h = first[1]; h < first[2]; h++) I += w[h * s + j] * last[h];
                    now[j] = tanh(I);
                }
                for (integer k = first[2]; k < first[3]; k++) {
                    double I = theta[k];
                    for (integer j = first[1]; j < first[2]; j++) I += w[j * s + k] * now[j];
                    now[k] = sigmoid(I);
                }
            }
            for (integer i = 0; i < s * s; i++) dw[i] = 0;
            for (integer i = 0; i < s; i++) dtheta[i] = 0;
            for (integer t = end - 1; t > begin; t--) {
                const double *now = O + t * s;
                double *back = err + t * s;
                for (integer k = first[2]; k < first[3]; k++) {
                    double rest = T[t * outputs + k - first[2]] - now[k];
                    back[k] = now[k] * (1 - now[k]) * rest;
                }
                for (integer j = first[1]; j < first[2]; j++) {
                    double sum = 0;
                    for (integer k = first[2]; k < first[3]; k++)
                        sum += back[k] * w[j * s + k];
                    if (t < end - 1)
                        for (integer h = first[1]; h < first[2]; h++)
                            sum += back[s + h] * w[j * s + h];
                    back[j] = (1 - now[j] * now[j]) * sum;
                }
            }
            for (integer t = begin + 1; t < end; t++) {
                const double *now = O + t * s, *back = err + t * s;
                for (integer j = first[1]; j < first[2]; j++) {
                    for (integer i = first[0]; i < first[1]; i++)
                        dw[i * s + j] += back[j] * now[i];
                    for (integer h = first[1]; h < first[2]; h++)
                        dw[h * s + j] += back[j] * now[h - s];
                    dtheta[j] += back[j];
                }
                for (integer k = first[2]; k < first[3]; k++) {
                    for (integer j = first[1]; j < first[2]; j++)
                        dw[j * s + k] += back[k] * now[j];
                    dtheta[k] += back[k];
                }
                for (integer k = first[2]; k < first[3]; k++) {
                    double t_k = T[t * outputs + k - first[2]], rest = t_k - now[k];
                    loss += 0.5 * rest * rest;
                    wrong += (now[k] >= 0.5) != (t_k >= 0.5);
                }
                counted++;
            }
            for (integer j = 0; j < s; j++) {
                for (integer i = 0; i < s; i++) {
                    double increment = l * dw[i * s + j];
                    w[i * s + j] += increment;
                    largest = larger(largest, fabs(increment));
                }
                theta[j] += l * dtheta[j];
                largest = larger(largest, fabs(l * dtheta[j]));
            }
        }
        losses[e] = loss / sequences;
        wrongs[e] = wrong / counted;
        changes[e] = largest;
    }
}
