from os import PathLike
from typing import Any, Literal, Optional, Sequence, Union, overload

Format = Literal["pdf", "epub", "png", "jpg", "html", "md", "txt", "telegram", "whatsapp"]
Message = Union[str, bytes, PathLike[str]]
Files = list[tuple[str, bytes]]
Setting = Union[str, int, float, bool, PathLike[str], Sequence[str], Sequence[float], None]

__version__: str

class Error(Exception):
    """A message, setting or file was refused; nothing was made."""

    code: str
    file: Optional[str]
    line: Optional[int]
    hint: Optional[str]

class Warning(UserWarning):
    """Something to know; the work went on."""

    code: str
    file: Optional[str]
    line: Optional[int]
    hint: Optional[str]

class Edit:
    """A change that clean-up makes; `start` and `end` count characters of the message as it is read, its line ends being "\\n"."""

    @property
    def line(self) -> Optional[int]: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def was(self) -> str: ...
    @property
    def becomes(self) -> str: ...
    @property
    def rules(self) -> list[str]: ...

class Finding:
    """Something that a file says."""

    @property
    def weight(self) -> Literal["identifying", "remark", "plain"]: ...
    @property
    def kind(self) -> str: ...
    @property
    def place(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...

@overload
def convert(
    source: Message,
    to: Optional[str] = None,
    *,
    folder: Optional[Union[str, PathLike[str]]] = None,
    from_: Optional[str] = None,
    encoding: Optional[str] = None,
    lossy: bool = False,
    allow_dir: Union[str, PathLike[str], Sequence[Union[str, PathLike[str]]], None] = None,
    rows: Optional[str] = None,
    lossy_rows: bool = False,
    max_input: int = 32,
    strict: bool = False,
    **settings: Setting,
) -> Union[bytes, Files]: ...
@overload
def convert(source: Message, to: Sequence[Format], **settings: Any) -> Files: ...
def clean(
    source: Message,
    *,
    rule: Union[str, Sequence[str], None] = None,
    no_rule: Union[str, Sequence[str], None] = None,
    folder: Optional[Union[str, PathLike[str]]] = None,
    from_: Optional[str] = None,
    encoding: Optional[str] = None,
    strict: bool = False,
    **settings: Setting,
) -> tuple[str, list[Edit]]: ...
def inspect(source: Union[bytes, PathLike[str]]) -> list[Finding]: ...

class Converter:
    """Keeps settings, fonts and the bargeh.toml of folders from call to call, for any number of threads."""

    def __init__(
        self,
        *,
        theme: Optional[Union[str, PathLike[str]]] = None,
        fonts: Union[str, PathLike[str], Sequence[Union[str, PathLike[str]]], None] = None,
        **settings: Setting,
    ) -> None: ...
    @overload
    def convert(
        self,
        source: Message,
        to: Optional[str] = None,
        *,
        folder: Optional[Union[str, PathLike[str]]] = None,
        **settings: Setting,
    ) -> Union[bytes, Files]: ...
    @overload
    def convert(self, source: Message, to: Sequence[Format], **settings: Any) -> Files: ...
    def clean(
        self,
        source: Message,
        *,
        rule: Union[str, Sequence[str], None] = None,
        no_rule: Union[str, Sequence[str], None] = None,
        folder: Optional[Union[str, PathLike[str]]] = None,
        **settings: Setting,
    ) -> tuple[str, list[Edit]]: ...
