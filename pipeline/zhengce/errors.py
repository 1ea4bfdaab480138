"""The exception tree: every error raised by zhengce is one of these.

    ZhengceError
    ├── ConfigError         a setting, rule file or option is invalid (exit status 2)
    ├── InputError          an input cannot be read; others are processed (exit status 1)
    │   ├── UndecodableError    its bytes are not a text in any supported encoding
    │   ├── EmptyInputError     it contains no text
    │   ├── NothingThereError   a folder or pattern without files; a run treats it as an empty inbox
    │   └── MalformedError      a record or its metadata are malformed
    ├── TargetError         an output database or file cannot be used
    ├── ModelError          a trained model is missing, altered or of another version
    └── MissingExtraError   an optional library is not installed

A message states what was given, what is wrong with it, and what to do.
"""

from __future__ import annotations


class ZhengceError(Exception):
    """Base of all errors raised by zhengce."""


class ConfigError(ZhengceError, ValueError):
    """A setting, rule file or option is invalid; the message names the file and the key."""


class InputError(ZhengceError):
    """An input cannot be used.

    Args:
        source: the name of the input as given by the caller.
        reason: what is wrong and what to do, in one sentence.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Pickle both arguments."""
        return type(self), (self.source, self.reason)


class UndecodableError(InputError):
    """The bytes are not a text in any supported encoding."""


class EmptyInputError(InputError):
    """The input contains no text."""


class NothingThereError(InputError):
    """A folder without files, or a pattern without matches; no error if files are still expected."""


class MalformedError(InputError):
    """A record, or the metadata beside a file, is malformed."""


class TargetError(ZhengceError):
    """An output database or file cannot be used."""


class ModelError(ZhengceError):
    """A trained model is missing, altered or of another version."""


def _command(extra: str) -> str:
    """Return the command that installs an extra, depending on how zhengce was installed."""
    from importlib.metadata import PackageNotFoundError, requires

    try:
        lines = requires("zhengce") or []
    except PackageNotFoundError:
        lines = []
    ending = (f"extra == '{extra}'", f'extra == "{extra}"')
    libraries = [line.partition(";")[0].strip() for line in lines if line.endswith(ending)]
    quoted = " ".join(f"'{library}'" for library in libraries)
    return f"pip install {quoted}" if quoted else f"install zhengce with its extra {extra}"


class MissingExtraError(ZhengceError, ImportError):
    """An optional library is not installed.

    Args:
        what: the requested feature, such as ``"Parquet output"``.
        extra: the extra of this package that provides it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional library: {_command(extra)}")
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        """Pickle both arguments."""
        return type(self), (self.what, self.extra)
