"""An IPython extension: after a break, a NameError also says that cells above have to run.

Kernels of the course's environment load it (``ipython_kernel_config.json``), so that it is there
in a kernel that was restarted and has run no cell yet.
"""

from __future__ import annotations

from types import TracebackType

from IPython.core.interactiveshell import InteractiveShell


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Add the advice to every NameError that a shell shows."""
    shell.set_custom_exc((NameError,), _show)  # type: ignore[no-untyped-call]


def _show(
    shell: InteractiveShell,
    kind: type[NameError],
    error: NameError,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    name = f"`{error.name}`" if error.name else "this name"
    error.add_note(
        f"Nothing here is called {name} yet. If a cell above makes it, that cell has not run since "
        "the kernel started:\nchoose Run > Run All Cells. "
        "If no cell makes it, look at the spelling."
    )
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
