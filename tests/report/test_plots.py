import matplotlib.image
import numpy as np
import pytest

from mmwave_sim.cube import Axis, Displacement, Heatmap, PointCloud
from mmwave_sim.report import (
    plot_displacement,
    plot_point_cloud,
    plot_range_azimuth,
    plot_range_doppler,
    plot_range_profile,
    plot_time_azimuth,
    plot_time_doppler,
    plot_time_range,
    save_figure,
)

AXES = {
    "time": Axis("time", "s", np.linspace(0.05, 2.95, 30)),
    "velocity": Axis("velocity", "m/s", np.linspace(-4.0, 3.75, 32)),
    "range": Axis("range", "m", np.arange(40) * 0.1),
    "azimuth": Axis("azimuth", "rad", np.radians(np.linspace(-90, 90, 37))),
}


def bright(**where):
    """A heatmap over the named axes: noise of 1 and a spot of 1e4 at these positions."""
    axes = tuple(AXES[name] for name in where)
    values = np.random.default_rng(0).exponential(size=[len(axis.values) for axis in axes])
    spot = tuple(
        int(np.abs(axis.values - at).argmin())
        for axis, at in zip(axes, where.values(), strict=True)
    )
    values[spot] = 1e4
    return Heatmap(values, axes)


def mesh_of(figure):
    (mesh,) = figure.axes[0].collections
    return mesh


def spot_of(figure):
    """Centre of the brightest cell, in the picture's own coordinates."""
    mesh = mesh_of(figure)
    corners = mesh.get_coordinates()
    row, column = np.unravel_index(np.argmax(mesh.get_array()), mesh.get_array().shape)
    return tuple(corners[row : row + 2, column : column + 2].reshape(4, 2).mean(axis=0))


@pytest.mark.parametrize(
    ("plot", "where", "expected", "x_label", "y_label"),
    [
        (plot_range_doppler, {"velocity": 1.25, "range": 2.0}, (1.25, 2.0), "m/s", "(m)"),
        (plot_time_doppler, {"time": 1.05, "velocity": -2.0}, (1.05, -2.0), "(s)", "m/s"),
        (plot_time_range, {"time": 1.05, "range": 3.0}, (1.05, 3.0), "(s)", "(m)"),
        (plot_time_azimuth, {"time": 1.05, "azimuth": np.radians(40)}, (1.05, 40.0), "(s)", "deg"),
    ],
)
def test_a_spot_is_drawn_where_it_is(plot, where, expected, x_label, y_label):
    figure = plot(bright(**where), "A title")
    assert spot_of(figure) == pytest.approx(expected, abs=1e-6)
    axes = figure.axes[0]
    assert axes.get_title(loc="left") == "A title"
    assert x_label in axes.get_xlabel()
    assert y_label in axes.get_ylabel()
    # The colours run over the dynamic range below the peak of 40 dB.
    low, high = mesh_of(figure).get_clim()
    assert high == pytest.approx(40.0)
    assert 20 <= high - low <= 60


def test_range_azimuth_is_a_map_in_metres_with_left_on_the_left():
    figure = plot_range_azimuth(bright(azimuth=np.radians(30), range=3.0), max_range_m=3.5)
    left, ahead = spot_of(figure)
    # The mean of a polar cell's corners lies within half of it: 0.1 m by 5 degrees.
    assert left == pytest.approx(3 * np.sin(np.radians(30)), abs=0.05)
    assert ahead == pytest.approx(3 * np.cos(np.radians(30)), abs=0.05)
    axes = figure.axes[0]
    assert axes.get_xlim() == (3.5, -3.5)
    assert axes.get_ylim() == (0, 3.5)
    assert axes.get_aspect() == 1.0


def test_two_pictures_can_share_a_scale():
    figure = plot_time_doppler(bright(time=1.0, velocity=1.0), dynamic_range_db=45.0, peak_db=60.0)
    assert mesh_of(figure).get_clim() == (15.0, 60.0)


def test_silence_is_drawn_too(tmp_path):
    empty = Heatmap(np.zeros((30, 32)), (AXES["time"], AXES["velocity"]))
    save_figure(plot_time_doppler(empty), tmp_path / "empty.png")
    assert (tmp_path / "empty.png").stat().st_size > 0


def test_a_map_over_other_axes_is_refused():
    with pytest.raises(ValueError, match=r"over \(time, velocity\) is needed, not over \(time, ra"):
        plot_time_doppler(bright(time=1.0, range=1.0))


def test_range_profiles_are_lines_in_decibels():
    profiles = {"static": bright(range=1.0), "moving": bright(range=2.0)}
    figure = plot_range_profile(profiles)
    first, second = figure.axes[0].lines
    assert first.get_xdata()[first.get_ydata().argmax()] == pytest.approx(1.0)
    assert second.get_xdata()[second.get_ydata().argmax()] == pytest.approx(2.0)
    assert max(first.get_ydata()) == pytest.approx(40.0)
    labels = [text.get_text() for text in figure.axes[0].get_legend().get_texts()]
    assert labels == ["static", "moving"]


def test_displacement_is_drawn_in_millimetres_with_its_figures():
    time_s = np.linspace(0, 20, 200)
    meters = 3e-3 * np.sin(2 * np.pi * 0.25 * time_s)
    figure = plot_displacement(
        Displacement(0.6, 12, 0.25, 6e-3, 15.0, 0.5, time_s, meters), "Chest"
    )
    axes = figure.axes[0]
    assert np.ptp(axes.lines[0].get_ydata()) == pytest.approx(6.0, abs=0.01)
    text = axes.texts[0].get_text()
    assert "0.250 Hz (15.0 a minute)" in text
    assert "6.00 mm" in text


def test_points_are_coloured_by_velocity_and_empty_slots_left_out():
    mask = np.array([[True, False], [True, True]])
    position = np.arange(12.0).reshape(2, 2, 3)
    velocity = np.array([[1.0, 99.0], [-2.0, 0.5]])
    figure = plot_point_cloud(PointCloud(position, velocity, np.ones((2, 2)), mask))
    points = mesh_of(figure)
    np.testing.assert_array_equal(points.get_offsets(), [[1, 0], [7, 6], [10, 9]])
    np.testing.assert_array_equal(points.get_array(), [1.0, -2.0, 0.5])
    assert points.get_clim() == (-2.0, 2.0)


def test_a_figure_is_saved_as_a_picture_and_nothing_else(tmp_path):
    path = save_figure(plot_time_range(bright(time=1.0, range=1.0)), tmp_path / "a.png", dpi=100)
    assert [item.name for item in tmp_path.iterdir()] == ["a.png"]
    pixels = matplotlib.image.imread(path)
    assert pixels.shape[:2] == (380, 820)
    assert len(np.unique(pixels.reshape(-1, pixels.shape[-1]), axis=0)) > 50
