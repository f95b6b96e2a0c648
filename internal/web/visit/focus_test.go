package visit_test

import (
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
)

// Long pages lay out what is far below when it comes near the view: who goes down them by Tab sees every stop all the same.
func TestFocusIsSeenAllTheWayDown(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	for path, width := range map[string]int64{"/authority/leeds": 1366, "/define": 1366, "/inspection": 320} {
		t.Run(path, func(t *testing.T) {
			p := v.Seat(t, testkit.Browser(t), width, true)
			p.Opens(path)
			p.Reaches(".bottom nav li:last-child a")
		})
	}
}
