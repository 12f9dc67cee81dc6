"""The script language as data: every setting with its help and its limits, actions, variables, the guide."""

from __future__ import annotations

from dataclasses import dataclass

from voicecoach.api.session import SessionOptions
from voicecoach.script.actions import ACTION_NAMES
from voicecoach.script.codec import SIGNALS
from voicecoach.script.guide import action_help, guide_text
from voicecoach.script.phrases import SESSION_VARIABLES, STEP_VARIABLES
from voicecoach.script.settings import TABLE
from voicecoach.script.spec import Spec, StepKind, ValueForm

_OPTIONS = {name: name for name in SessionOptions.__annotations__ if name != "pauses"} | {"pause factor": "pauses"}
"""The options of a session by the keys of their settings; the setting ``pauses`` has lengths, the option a factor."""

__all__ = ["ScriptLanguage", "SettingForm", "ValueForm", "language"]


@dataclass(frozen=True, slots=True)
class SettingForm:
    """One setting of the language.

    Attributes:
        key: The key.
        argument_form: The form of the word after the key; empty where there is none.
        argument_example: An example of it.
        scopes: Where it may be written: ``session``, ``step`` or both.
        help: The meaning in a line, to follow the key.
        form: The form of its value.
        example: An example of its value.
        kinds: The kinds of steps that can use it: ``spoken``, ``holds``, ``phases``, ``breathing``, ``counted``.
        makes: The kind that a step with this setting has; empty for none.
        needs: The settings of which a step must have one to use it.
        is_repeatable: Whether it may be given several times.
        is_bare: Whether it is its key alone, without a value.
        is_old: Whether another setting says the same in a newer form.
        option: The option of a session that wins over it; empty for none.
        entry: The way to enter its value on a page.
    """

    key: str
    argument_form: str
    argument_example: str
    scopes: tuple[str, ...]
    help: str
    form: str
    example: str
    kinds: tuple[str, ...]
    makes: str
    needs: tuple[str, ...]
    is_repeatable: bool
    is_bare: bool
    is_old: bool
    option: str
    entry: ValueForm


@dataclass(frozen=True, slots=True)
class ScriptLanguage:
    """The script language.

    Attributes:
        settings: All settings, in the order of the guide.
        actions: The form of each action in brackets, and its help.
        action_names: The first words of the actions.
        step_variables: The names that may stand in braces in a step.
        session_variables: The names that may stand in braces everywhere.
        signals: The names in the setting ``chimes``.
        guide: The reference, in Markdown.
    """

    settings: tuple[SettingForm, ...]
    actions: tuple[tuple[str, str], ...]
    action_names: tuple[str, ...]
    step_variables: tuple[str, ...]
    session_variables: tuple[str, ...]
    signals: tuple[str, ...]
    guide: str


def language() -> ScriptLanguage:
    """Return the script language, from the tables that the reader uses."""
    return ScriptLanguage(
        settings=tuple(map(_form, TABLE)),
        actions=tuple(action_help()),
        action_names=tuple(sorted(ACTION_NAMES)),
        step_variables=STEP_VARIABLES,
        session_variables=SESSION_VARIABLES,
        signals=tuple(SIGNALS),
        guide=guide_text(),
    )


def _form(spec: Spec[object]) -> SettingForm:
    return SettingForm(
        key=spec.key,
        argument_form=spec.argument.codec.form if spec.argument else "",
        argument_example=spec.argument.example if spec.argument else "",
        scopes=tuple(str(one.name).lower() for one in spec.scope),
        help=spec.doc,
        form=spec.codec.form,
        example=spec.example,
        kinds=tuple(_names(spec.kinds)),
        makes="".join(_names(spec.makes)),
        needs=spec.needs,
        is_repeatable=spec.repeatable,
        is_bare=spec.is_bare,
        is_old=spec.canonical is not None,
        option=_OPTIONS.get(spec.key, "") if spec.argument is None else "",
        entry=spec.codec.entry,
    )


def _names(kinds: StepKind) -> list[str]:
    return [str(one.name).lower() for one in kinds]
