"""Public recordings of real radars: where they are, what they weigh, who allows what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PublicFile:
    """A file of a public repository.

    Attributes:
        path: Its path in the repository.
        size: Bytes.
        sha256: Hash of its bytes, in hexadecimal.
    """

    path: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """Its name without folders."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class PublicRecording:
    """A recording that can be fetched.

    Attributes:
        name: Its name for `fetch`.
        title: What it is, one line.
        repository: Owner and name on GitHub.
        commit: The commit that is fetched.
        licence: Its licence.
        files: Its files; the first is the one to read.
    """

    name: str
    title: str
    repository: str
    commit: str
    licence: str
    files: tuple[PublicFile, ...]


OPENRADAR = "PreSenseRadar/OpenRadar"
OPENRADAR_COMMIT = "65bcd6287af31685acf8b0c32f4505e0f6faab94"
OPENRADAR_ASSETS = "Presense Applied Radar/assets"
OPENRADAR_LICENCE = PublicFile(
    "LICENSE", 11403, "31db03a826d0f460ebb1ab3515b7c74bbeb954131bc7ee879fef06fa804897a0"
)

BREATHING = ".dataset/BGT60TR13C_record_napaszhar_220260106-151615/RadarIfxAvian_00"

CATALOGUE: dict[str, PublicRecording] = {
    recording.name: recording
    for recording in (
        PublicRecording(
            name="openradar_doppler",
            title="one frame of a TI board, 2 TX x 4 RX: a mover at 2.93 m",
            repository=OPENRADAR,
            commit=OPENRADAR_COMMIT,
            licence="Apache-2.0",
            files=(
                PublicFile(
                    f"{OPENRADAR_ASSETS}/doppler_example_1.npy",
                    2097280,
                    "31c0b9ceb5d22109fd808cbe054bab7d849064fc3f12040f5d9fe0d9ec3c80f7",
                ),
                OPENRADAR_LICENCE,
            ),
        ),
        PublicRecording(
            name="openradar_single",
            title="one frame of one channel of a TI board: a mover at 2.00 m",
            repository=OPENRADAR,
            commit=OPENRADAR_COMMIT,
            licence="Apache-2.0",
            files=(
                PublicFile(
                    f"{OPENRADAR_ASSETS}/simple_frame_1.npy",
                    262272,
                    "e4a83d3169adf3c9d4804fdfe950317f2c1aec0c02978300e31eda46359923fe",
                ),
                OPENRADAR_LICENCE,
            ),
        ),
        PublicRecording(
            name="infineon_breathing",
            title="20 s of a breathing person before an Infineon BGT60TR13C",
            repository="zharfanw/bgt60tr13c_processing",
            commit="28ee0cca1085f8387b075a71e0d4285d43dfd33c",
            licence="MIT",
            files=(
                PublicFile(
                    f"{BREATHING}/radar.npy",
                    787456,
                    "c7f8b50d1cd9137987396da097c81b5d6ea76ad7de262af41ee46bc0374a879b",
                ),
                PublicFile(
                    f"{BREATHING}/config.json",
                    736,
                    "0e105f0d11342bf578732e1fd9993594f19ed7b560d8c0d0257000b131d414b2",
                ),
                PublicFile(
                    "LICENSE",
                    1075,
                    "16034477741442c064ea35f49d21913b581e8a6034e7fe2cf2078baf42e10e60",
                ),
            ),
        ),
    )
}
"""Public recordings by name."""
