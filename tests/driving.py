"""Driving a lab in a test, as its learner would."""


def shown(lab, **settings):
    """Move controls and return what the lab shows then."""
    for name, value in settings.items():
        lab.controls[name].value = value
    assert lab.picture.alert == ""
    return lab._now
