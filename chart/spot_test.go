package chart

import (
	"strings"
	"testing"

	"goodmeasure/study"
	"pgregory.net/rapid"
)

// In a crowd, too, somebody who is picked out is named, on a picture as wide as a phone as well, and no rule runs through a name.
func TestNamesOfAFunnelAreJoinedToTheirMarks(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		data := FunnelData{Caption: caption("crowd", "Crowd"), Measure: turnover, Size: "social workers", Centre: 15}
		for i := range 60 {
			code, _ := place(i)
			data.Units = append(data.Units, FunnelUnit{Authority: code, Name: "Kingston " + code, Size: study.Number(rapid.Float64Range(50, 400).Draw(r, "size")),
				Value: study.Number(rapid.Float64Range(8, 22).Draw(r, "value")), Highlight: i < 3})
		}
		data.Units = append(data.Units, FunnelUnit{Authority: "low", Name: "Low", Size: 20, Value: 1}, FunnelUnit{Authority: "high", Name: "High", Size: 900, Value: 29})
		f, err := Funnel(data)
		checkAny(r, t, f, err)
		for _, size := range sizes {
			var names []text
			var joints []rule
			for _, m := range f.draw(size).marks {
				switch m := m.mark.(type) {
				case text:
					if strings.Contains(m.style.role, "halo") {
						names = append(names, m)
					}
				case rule:
					if m.role == "" {
						joints = append(joints, m)
					}
				}
			}
			if len(names) == 0 {
				r.Errorf("%s: nobody is named", size.name())
			}
			for _, j := range joints {
				for _, n := range names {
					b := n.box()
					if j.meets([]box{{b.left + 2, b.top + 2, b.right - 2, b.bottom - 2}}) {
						r.Errorf("%s: the rule from %v to %v runs through %s", size.name(), j.from, j.to, n.words)
					}
				}
			}
		}
	})
}
