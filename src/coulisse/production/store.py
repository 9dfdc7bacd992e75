"""The database of a production: its shots and their versions; the only place that knows SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ForeignKey, String, UniqueConstraint, create_engine, select
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship

from coulisse.errors import BadInput, CoulisseError
from coulisse.production.layout import SETTINGS, Production

DATABASE = "coulisse.db"  # in the production's folder, where its settings name no other


class _Base(DeclarativeBase):
    pass


class _Shot(_Base):
    __tablename__ = "shots"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    plate: Mapped[str] = mapped_column(String(1024))
    plate_sha256: Mapped[str] = mapped_column(String(64))
    versions: Mapped[list[_Version]] = relationship(back_populates="shot")


class _Version(_Base):
    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("shot_id", "recipe", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    shot_id: Mapped[int] = mapped_column(ForeignKey("shots.id"))
    recipe: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]
    folder: Mapped[str] = mapped_column(String(1024))  # below the production's folder
    brief_sha256: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[str] = mapped_column(String(40))  # ISO 8601, UTC
    seconds: Mapped[float]
    shot: Mapped[_Shot] = relationship(back_populates="versions")


@dataclass(frozen=True)
class VersionRow:
    """A finished version as the database knows it; `folder` is below the production's folder."""

    shot: str
    plate: str
    plate_sha256: str
    recipe: str
    number: int
    folder: str
    brief_sha256: str
    code: str
    seconds: float
    made_at: str = ""


class Store:
    """The shots and versions of one production. Tables are made when they are not there.

    The folders are the truth: a version that is on disk and not in the database (the process was killed
    between the two) is recorded when the next one is.
    Raises BadInput for a URL that cannot be used, CoulisseError where the database fails.
    """

    def __init__(self, production: Production) -> None:
        self._where = production.folder / SETTINGS
        url = _url(production)
        self._shown = url.render_as_string(hide_password=True)
        with self._faults_explained():
            wait = {"timeout": 30} if url.get_backend_name() == "sqlite" else {}
            self._engine: Engine = create_engine(url, connect_args=wait)
            _Base.metadata.create_all(self._engine)

    def close(self) -> None:
        """Let go of the database's connections."""
        self._engine.dispose()

    def record(self, row: VersionRow) -> None:
        """Record a finished version (and its shot); does nothing if it is recorded already."""
        with self._faults_explained():
            for attempt in (1, 2):  # two processes may record a shot's first version at the same moment
                try:
                    with Session(self._engine) as session, session.begin():
                        self._record(session, row)
                    return
                except IntegrityError:
                    if attempt == 2:
                        raise

    def _record(self, session: Session, row: VersionRow) -> None:
        shot = session.scalar(select(_Shot).where(_Shot.name == row.shot))
        if shot is None:
            shot = _Shot(name=row.shot, plate=row.plate, plate_sha256=row.plate_sha256)
            session.add(shot)
            session.flush()
        same = select(_Version).where(
            _Version.shot_id == shot.id, _Version.recipe == row.recipe, _Version.number == row.number
        )
        if session.scalar(same) is None:
            made_at = row.made_at or datetime.now(UTC).isoformat(timespec="seconds")
            session.add(
                _Version(
                    shot_id=shot.id,
                    recipe=row.recipe,
                    number=row.number,
                    folder=row.folder,
                    brief_sha256=row.brief_sha256,
                    code=row.code,
                    seconds=row.seconds,
                    made_at=made_at,
                )
            )

    def versions(self, shot: str | None = None, recipe: str | None = None) -> list[VersionRow]:
        """The recorded versions, by shot, recipe and number."""
        query = select(_Version).join(_Shot).order_by(_Shot.name, _Version.recipe, _Version.number)
        if shot is not None:
            query = query.where(_Shot.name == shot)
        if recipe is not None:
            query = query.where(_Version.recipe == recipe)
        with self._faults_explained(), Session(self._engine) as session:
            return [
                VersionRow(
                    v.shot.name, v.shot.plate, v.shot.plate_sha256, v.recipe, v.number, v.folder,
                    v.brief_sha256, v.code, v.seconds, v.made_at,
                )
                for v in session.scalars(query)
            ]  # fmt: skip

    @contextmanager
    def _faults_explained(self) -> Iterator[None]:
        try:
            yield
        except (NoSuchModuleError, ModuleNotFoundError) as error:
            raise BadInput(
                f"no driver for the database {self._shown} ({error})", where=self._where,
                remedy="pip install the driver that the URL names, or leave database.url empty for SQLite",
            ) from error  # fmt: skip
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise CoulisseError(
                f"the database {self._shown} fails: {reason}\n  what to do: check that it runs, that its disk has "
                f"room and that database.url in {self._where} is right"
            ) from error


def _url(production: Production) -> URL:
    """The database's URL; SQLite files are taken from the production's folder."""
    if not production.database:
        return URL.create("sqlite", database=str(production.folder / DATABASE))
    try:
        url = make_url(production.database)
    except ArgumentError:
        raise BadInput(
            "database.url is not a SQLAlchemy URL", where=production.folder / SETTINGS,
            remedy="write it as postgresql+psycopg://user@host/name, or leave it empty for SQLite",
        ) from None  # fmt: skip
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        url = url.set(database=str(production.folder / Path(url.database)))
    return url
