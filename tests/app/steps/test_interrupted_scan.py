"""A scan whose sending was stopped with the program: the file is chosen again, and only the rest of it sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from api_client import CHUNK_BYTES, ConnectionFailed
from app.enrolment.wizard import EnrolmentWizard
from tests.app.enrolment_steps import bring
from tests.support.files import pdf

if TYPE_CHECKING:
    from api_client import Client
    from app.core.session import Session
    from tests.app.conftest import Demo, MemoryStore, Network

PDF = pdf(padding=3 * CHUNK_BYTES)


@pytest.fixture
async def restarted(  # noqa: PLR0917 - fixtures are given by name
    enrolment: EnrolmentWizard,
    client: Client,
    session: Session,
    key: MemoryStore,
    demo: Demo,
    network: Network,
) -> EnrolmentWizard:
    """The program started again after a stop in the middle of a file."""
    await bring(enrolment, demo, "identity", "sans-piece")
    state = enrolment.identity
    state.choose("none")
    await state.run()
    network.after(2, network.break_off)  # its beginning, and a piece
    await state.send_file("pièce.pdf", PDF)
    network.cut = False
    assert state.scan.file is not None
    assert state.scan.file.state == "uploading"
    client.enrolments.forget()
    again = EnrolmentWizard(client, key, reveal_demo_code=session.reveal_demo_code, observe=session.observe)
    await again.recall()
    await again.resume.run()
    assert again.identity.scan.interrupted
    assert again.identity.scan.file is not None
    assert again.identity.scan.file.file_name == "pièce.pdf"
    return again


def pieces(network: Network) -> int:
    return sum(asked.startswith("PATCH ") for asked in network.asked)


async def kept(enrolment: EnrolmentWizard) -> list[tuple[str, str]]:
    await enrolment.resume.run()
    assert enrolment.draft is not None
    assert enrolment.draft.identity is not None
    return [(scan.file_name, scan.state) for scan in enrolment.draft.identity.scans]


async def test_the_same_file_goes_on_where_it_was_cut(restarted: EnrolmentWizard, network: Network) -> None:
    """What had arrived is not sent again, under whatever name the file is found now."""
    state = restarted.identity
    assert state.scan.file is not None
    left = -(-(len(PDF) - state.scan.file.received) // CHUNK_BYTES)
    assert left <= 3
    before = pieces(network)
    await state.send_file("copie de pièce.pdf", PDF)
    assert (state.scan.upload.error, state.scan.interrupted) == (None, False)
    assert pieces(network) == before + left
    assert await kept(restarted) == [("pièce.pdf", "complete")]


@pytest.mark.parametrize(
    "other", [pdf(padding=3 * CHUNK_BYTES - 1), PDF.replace(b"-1.3", b"-1.4", 1)], ids=["shorter", "as-long"]
)
async def test_another_file_is_sent_whole(restarted: EnrolmentWizard, network: Network, other: bytes) -> None:
    """The halves of two files never make one: what had arrived of the first is erased."""
    before = pieces(network)
    await restarted.identity.send_file("autre.pdf", other)
    assert pieces(network) == before + -(-len(other) // CHUNK_BYTES)
    assert await kept(restarted) == [("autre.pdf", "complete")]


async def test_without_a_network_it_is_asked_again(restarted: EnrolmentWizard, network: Network) -> None:
    """The file is chosen once more when the network is back, and goes on."""
    network.cut = True
    await restarted.identity.send_file("pièce.pdf", PDF)
    assert isinstance(restarted.identity.scan.upload.error, ConnectionFailed)
    assert restarted.identity.scan.interrupted
    network.cut = False
    await restarted.identity.send_file("pièce.pdf", PDF)
    assert await kept(restarted) == [("pièce.pdf", "complete")]


async def test_it_may_be_removed(restarted: EnrolmentWizard) -> None:
    """Who no longer has the file need not send it."""
    await restarted.identity.scan.erase()
    assert (restarted.identity.scan.file, restarted.identity.scan.interrupted) == (None, False)
    assert await kept(restarted) == []
