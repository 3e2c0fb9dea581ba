"""A library of activities as a planner sees it, made up for these tests."""

from scenes.planner import ActivityWord

SEATS = ("chair", "sofa", "armchair", "bed", "stool", "bench", "toilet", "office_chair")
DAILY = {
    "mop_floor": "mops the floor",
    "sweep_floor": "sweeps the floor",
    "pick_up": "picks something up",
    "open_drawer": "opens a drawer",
    "carry_box": "carries a box",
    "look_around": "looks around",
    "bow": "bows",
    "stretch": "stretches",
    "tie_shoes": "ties a shoe",
    "put_on_coat": "puts on a coat",
    "water_plants": "waters plants",
    "shake_hands": "shakes hands",
}
SEATED = {
    "drink": "drinks",
    "eat": "eats",
    "read_book": "reads a book",
    "phone_call": "makes a phone call",
    "type": "types",
    "write": "writes",
    "yawn": "yawns",
    "cough": "coughs",
    "nod": "nods",
}
GAIT = {
    "jog_in_circle": "jogs in a circle",
    "march": "marches on the spot",
    "limp": "limps across the room",
    "tiptoe": "walks on tiptoe",
    "turn_around": "turns around",
    "walk_backwards": "walks backwards",
}
FITNESS = {
    "squat": "squats",
    "lunge": "lunges",
    "jumping_jack": "does jumping jacks",
    "push_up": "does push-ups",
    "high_knees": "lifts the knees high",
    "side_bend": "bends sideways",
    "arm_circles": "circles the arms",
    "toe_touch": "touches the toes",
    "burpee": "does burpees",
    "torso_twist": "twists the torso",
    "kick": "kicks",
    "punch": "punches",
}
GESTURES = {
    "wave": "waves",
    "swipe_left": "swipes to the left",
    "swipe_right": "swipes to the right",
    "push": "pushes",
    "pull": "pulls",
    "circle": "draws a circle",
    "raise_hand": "raises a hand",
    "point": "points ahead",
    "thumbs_up": "shows a thumb",
    "beckon": "beckons",
    "zigzag": "draws a zigzag",
    "knock": "knocks",
}
ANY = ("any", "any")

WORDS = (
    ActivityWord("walk", "basic", "walks"),
    ActivityWord("stand", "basic", "stands still"),
    ActivityWord("sit_down", "daily", "sits down", ("stand", "sit"), needs=SEATS),
    ActivityWord("stand_up", "daily", "stands up", ("sit", "stand")),
    ActivityWord("lie_down", "daily", "lies down", ("stand", "lie"), needs=("bed", "sofa")),
    ActivityWord("get_up", "daily", "gets up", ("lie", "stand")),
    ActivityWord("sleep", "daily", "sleeps", ("lie", "lie"), needs=("bed", "sofa")),
    ActivityWord("roll_over", "daily", "rolls over", ("lie", "lie"), needs=("bed",)),
    ActivityWord("fall_forward", "daily", "falls forward", ("stand", "floor")),
    ActivityWord("fall_backward", "daily", "falls backward", ("stand", "floor")),
    ActivityWord("stumble", "daily", "stumbles"),
    ActivityWord("rise", "daily", "gets up from the floor", ("floor", "stand")),
    ActivityWord("wash_hands", "daily", "washes the hands", needs=("washbasin", "kitchen_sink")),
    ActivityWord("stir_pot", "daily", "stirs a pot", sided=True, needs=("stove",)),
    *(ActivityWord(name, "daily", phrase) for name, phrase in DAILY.items()),
    *(ActivityWord(name, "daily", phrase, ANY) for name, phrase in SEATED.items()),
    *(ActivityWord(name, "daily", phrase) for name, phrase in GAIT.items()),
    *(ActivityWord(name, "fitness", said, repeats=True) for name, said in FITNESS.items()),
    *(ActivityWord(name, "gesture", said, ANY, True, (), True) for name, said in GESTURES.items()),
)
