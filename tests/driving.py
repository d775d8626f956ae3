"""Driving a lab in a test, as its learner would, and whether all of it is in the picture."""

import numpy as np


def shown(lab, **settings):
    """Move controls and return what the lab shows then."""
    for name, value in settings.items():
        lab.controls[name].value = value
    assert lab.picture.alert == ""
    return lab._now


def ends(control):
    """Return the values at both ends of a control and the one it has, or all of a list."""
    if hasattr(control, "options"):
        return [value for _, value in control.options]
    return sorted({control.min, control.value, control.max})


def cut_off(lab):
    """Return texts that leave the picture, and labels of axes on which points are not seen."""
    figure = lab._live.figure
    renderer, frame = lab._live._canvas.get_renderer(), figure.bbox.padded(1)
    texts, lost = list(figure.texts), []
    for ax in figure.axes:
        legend = ax.get_legend()
        texts += [*ax.texts, ax.title, ax.xaxis.label, ax.yaxis.label]
        texts += legend.get_texts() if legend else []
        low, high = np.sort(np.transpose([ax.get_xlim(), ax.get_ylim()]), axis=0)
        for line in ax.lines:
            if line.get_transform() == ax.transData:
                points = line.get_xydata()
                points = points[np.isfinite(points).all(axis=1)]
                if ((points < low - 1e-9) | (points > high + 1e-9)).any():
                    lost.append(ax.get_ylabel() or ax.get_xlabel() or line.get_label())
    for text in texts:
        if text.get_visible() and text.get_text():
            box = text.get_window_extent(renderer)
            if not (frame.contains(box.x0, box.y0) and frame.contains(box.x1, box.y1)):
                lost.append(text.get_text())
    return lost
