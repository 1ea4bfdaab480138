"""The exception tree. Every error a caller can meet is one of these.

    ZhengceError
    ├── ConfigError         a setting, rule file or option is wrong (exit status 2)
    ├── InputError          one input cannot be read; the others go on (exit status 1)
    │   ├── UndecodableError    its bytes are no text in any supported encoding
    │   ├── EmptyInputError     there is nothing in it
    │   ├── NothingThereError   a folder or pattern that names no file now; a run takes it for an empty inbox
    │   └── MalformedError      a record or its metadata is not of the documented form
    ├── TargetError         a database or file that results should go to cannot be used
    ├── ModelError          a trained model is missing, altered or of another version
    └── MissingExtraError   an optional library is not installed

A message says what was given, what is wrong with it, and what to do.
"""

from __future__ import annotations


class ZhengceError(Exception):
    """Base of all errors raised by zhengce."""


class ConfigError(ZhengceError, ValueError):
    """A setting, a rule file or an option is wrong; names the file and the key."""


class InputError(ZhengceError):
    """One input cannot be used.

    Args:
        source: the input's name as the caller gave it.
        reason: what is wrong and what to do, in one sentence.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        """Keep both arguments when the error travels between processes."""
        return type(self), (self.source, self.reason)


class UndecodableError(InputError):
    """The bytes are no text in any supported encoding."""


class EmptyInputError(InputError):
    """The input holds no text."""


class NothingThereError(InputError):
    """A folder with no file in it, or a pattern that matches none: nothing to do, where files are awaited."""


class MalformedError(InputError):
    """A record, or the metadata beside a file, is not of the documented form."""


class TargetError(ZhengceError):
    """A database or file that results should go to cannot be used."""


class ModelError(ZhengceError):
    """A trained model is missing, altered or of another version."""


def _command(extra: str) -> str:
    """What installs the libraries of an extra, however zhengce itself was installed."""
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
        what: what was asked for, e.g. ``"Parquet output"``.
        extra: the extra of this package that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional library: {_command(extra)}")
        self.what = what
        self.extra = extra

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str]]:
        """Keep both arguments when the error travels between processes."""
        return type(self), (self.what, self.extra)
