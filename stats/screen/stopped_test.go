package screen

import (
	"context"
	"errors"
	"testing"
)

// A simulation that is broken off gives no readings.
func TestSimulationStops(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	c := NewCorpus([]Text{{Title: "care leavers"}, {Title: "bridges"}, {Title: "foster care"}})
	readings, err := SimulateAll(ctx, c, []bool{true, false, true}, []Prior{{0, 1}}, 1)
	if readings != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", readings, err)
	}
}
