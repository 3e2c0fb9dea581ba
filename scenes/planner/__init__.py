"""Plans: homes from a sentence, activities from a goal, and how diverse they are."""

from scenes.planner._activities import plan_activities
from scenes.planner._activity_plan import ActivityPlan, ActivityWord, PlannedStep
from scenes.planner._diversity import Diversity, diversity, spread
from scenes.planner._home import plan_home
from scenes.planner._home_plan import HomePlan, RoomWishSpec
from scenes.planner._library_words import library_words
from scenes.planner._made import make_planned_home

__all__ = [
    "ActivityPlan",
    "ActivityWord",
    "Diversity",
    "HomePlan",
    "PlannedStep",
    "RoomWishSpec",
    "diversity",
    "library_words",
    "make_planned_home",
    "plan_activities",
    "plan_home",
    "spread",
]
