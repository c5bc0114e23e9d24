"""Lesson 05: a network far too large for 75 patients, trained far too long."""

from bpcore.network import Network
from bpcore.training import train as train_network

PATIENTS, UNITS, RATE, EPOCHS = 75, 20, 0.2, 500


def overfitted(train, validation, seed, epochs=EPOCHS):
    """(run, scaler) on the first 75 training patients, none of them scaled yet."""
    few = train.take(slice(PATIENTS))
    scaler = few.scaler()
    A, V = scaler.apply(few), scaler.apply(validation)
    start = Network.random((3, UNITS, 1), seed=seed, loss="cross-entropy")
    run = train_network(
        start, A.X, A.T, learning_rate=RATE, max_epochs=epochs,
        validation=(V.X, V.T),
    )  # fmt: skip
    return run, scaler


def judged(net, data):
    """Loss; misclassified; how many answers are above 0.9, their sum, how many ill."""
    O = net.predict(data.X)[:, 0]
    sure = O > 0.9
    return (
        net.mean_loss(data.X, data.T),
        net.misclassified(data.X, data.T),
        int(sure.sum()),
        float(O[sure].sum()),
        int(data.T[sure, 0].sum()),
    )
