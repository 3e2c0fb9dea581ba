"""Plans: homes from a sentence, activities from a goal, and how diverse they are."""

from scenes.planner._activities import plan_activities
from scenes.planner._activity_plan import ActivityPlan, ActivityWord, PlannedStep
from scenes.planner._diversity import Diversity, diversity, spread
from scenes.planner._home import plan_home
from scenes.planner._home_plan import HomePlan, RoomWishSpec

__all__ = [
    "ActivityPlan",
    "ActivityWord",
    "Diversity",
    "HomePlan",
    "PlannedStep",
    "RoomWishSpec",
    "diversity",
    "plan_activities",
    "plan_home",
    "spread",
]
