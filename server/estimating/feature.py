"""What estimates register with the server: their refusals."""

from server.estimating.refusals import SIMULATION_STARTING, SIMULATION_UNAVAILABLE
from server.feature import Feature

FEATURE = Feature(problems=(SIMULATION_UNAVAILABLE, SIMULATION_STARTING))
