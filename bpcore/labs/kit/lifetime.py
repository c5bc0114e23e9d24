"""How long a lab lives: as long as someone holds it, or a cell shows it.

ipywidgets keeps every widget until it is closed, and a widget keeps what it calls.  So
the widgets of a lab call it by weak references, and are closed when it is gone.
"""

import weakref

# cell of the notebook -> (execution count, labs that it shows)
_shown = {}


def weakly(method):
    """The method of a lab as a function that does not keep the lab."""
    held = weakref.WeakMethod(method)

    def call(*arguments):
        live = held()
        if live is not None:
            live(*arguments)

    return call


def close_with(lab, box):
    """Close this box, and all widgets in it, when the lab is gone."""
    weakref.finalize(lab, _close, box).atexit = False


def keep_in_its_cell(lab):
    """Keep a lab that a cell is about to show, until that cell runs again."""
    cell, count, names = _cell()
    if cell is None:
        return
    before, labs = _shown.get(cell, (None, []))
    _shown[cell] = count, [*(labs if before == count else []), lab]
    if before != count:
        _forget(labs, names)


def _forget(labs, names):
    """Take labs that no cell shows any more out of the notebook's memory of outputs."""
    shown = {id(lab) for _, others in _shown.values() for lab in others}
    gone = {id(lab) for lab in labs} - shown
    outputs = names[0].get("_oh", {})
    for n in [n for n, output in outputs.items() if id(output) in gone]:
        del outputs[n]
        for some in names:
            some.pop(f"_{n}", None)


def watched():
    """Whether someone sits at the notebook; who only runs it takes no input."""
    shell = _shell()
    return getattr(getattr(shell, "kernel", None), "_allow_stdin", False)


def _shell():
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()


def _cell():
    """(the cell that runs now, its count, dictionaries of names), or Nones."""
    shell = _shell()
    try:
        count = shell.execution_count
        cell = shell.get_parent()["metadata"].get("cellId", count)
    except (AttributeError, KeyError):  # no notebook
        return None, None, None
    return cell, count, (shell.user_ns, shell.user_ns_hidden)


def _close(widget):
    for part in getattr(widget, "children", ()):
        _close(part)
    for name in ("layout", "style"):
        if hasattr(widget, name):
            getattr(widget, name).close()
    widget.close()
