"""Training: presenting the tuples epoch by epoch until a condition ends it."""

from bpcore.training.schedules import one_over_t

__all__ = ["one_over_t", "train", "warm_up"]


def train(
    net,
    X,
    T,
    learning_rate=0.5,
    updating="case",
    max_epochs=100,
    min_change=None,
    max_misclassified=None,
    target_loss=None,
    patience=None,
    keep=1.0,
    batch_normalisation=False,
    momentum=0.0,
    shuffle=None,
    validation=None,
    record_every=None,
    watch=None,
):
    """Train a network by backpropagation; the given one stays as it is.

    net             a ``bp.Network``
    X               inputs, (tuples, input units)
    T               targets, (tuples, output units), or (tuples,) for one output unit
    learning_rate   l, a number above 0, or a function of the epoch number 1, 2, 3 …
                    such as ``bp.one_over_t``
    updating        "case": update after every tuple; "epoch": add the increments up
                    and apply the sum once an epoch; a whole number: once in so many
                    tuples (a mini-batch), adding up likewise
    keep            dropout: the share of hidden outputs that is kept in each batch
    batch_normalisation
                    normalise the hidden units' net inputs over each batch; both work
                    while training alone, and are gone from, or folded into, every
                    network that is handed out (see regularise.py)
    momentum        share of each increment that is added to the next one, from 0 to
                    below 1
    shuffle         None keeps the order of the data; a seed presents them in another
                    order every epoch
    validation      (X, T) to measure loss and misclassification on after every epoch

    Training ends with the first epoch after which one of these holds:
    max_epochs         so many epochs have run
    min_change         every increment applied in the epoch was below this
    max_misclassified  at most this share of the tuples was misclassified in it
    target_loss        its mean loss was at most this
    patience           for so many epochs the validation loss has not improved; the
                       network is then that of the best epoch
    It also ends when it diverges; the network is then that of the last sound epoch.

    record_every    keep the network every so many epochs, in ``.snapshots``
    watch           called as watch(progress) between chunks of at most 0.1 s; it stops
                    the run by returning True.  The kernel's interrupt does so too

    Returns a TrainingResult: .network, .history, .stopped_by, .epochs, .snapshots,
    .best_epoch (that of the least validation loss).
    Raises ValueError or TypeError for arguments that do not fit.
    """
    arguments = dict(locals())
    del arguments["watch"]

    from bpcore.training.plan import Plan
    from bpcore.training.runner import Run

    return Run(Plan.of(arguments)).finish(watch)


def warm_up():
    """Compile everything now, so that no reader waits for it later."""
    from bpcore.network import Network

    net = Network.random((2, 2, 1))
    for updating in ("case", "epoch"):
        # A watch that looks at the network has that compiled, too.
        train(
            net,
            [[0, 1]],
            [1],
            updating=updating,
            max_epochs=1,
            watch=lambda progress: progress.network is None,
        )
