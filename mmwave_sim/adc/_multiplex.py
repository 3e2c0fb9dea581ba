"""From what each transmitter alone would leave to the samples that the ADC sees."""

import jax.numpy as jnp
from jaxtyping import Array, Complex

from mmwave_sim._errors import InputError
from mmwave_sim.radar import RadarConfig


def multiplex(
    emitted: Complex[Array, "*batch chirp emission rx sample"], radar: RadarConfig
) -> Complex[Array, "*batch chirp tx rx sample"]:
    """Puts the schedule's codes on the emissions and adds up those of each slot.

    Every transmitter radiates its full power whenever it is on. Time division has one emission a
    slot and no codes: the input itself comes back.

    Args:
        emitted: Beat of each entry of `radar.emissions` as if it were alone.
        radar: Its schedule says which emissions share a slot, and their codes.

    Returns:
        Raw samples; the tx axis counts slots.

    Raises:
        InputError: The emissions are not those of the schedule.
    """
    schedule = radar.tx_schedule
    if emitted.shape[-3] != len(schedule.emissions):
        raise InputError(
            expected=f"{len(schedule.emissions)} emissions, those of the radar's TX schedule",
            found=str(emitted.shape[-3]),
            do="compute one beat for each entry of radar.emissions",
        )
    if schedule.kind == "tdm":
        return emitted
    *batch, loops, _, receivers, samples = emitted.shape
    codes = jnp.asarray(schedule.codes(loops), emitted.dtype)
    by_slot = (emitted * codes[:, :, None, None]).reshape(
        *batch, loops, schedule.slots, schedule.transmitters, receivers, samples
    )
    return by_slot.sum(axis=-3)
