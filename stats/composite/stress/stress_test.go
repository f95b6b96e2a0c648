package stress_test

import "math"

var nan = math.NaN()
