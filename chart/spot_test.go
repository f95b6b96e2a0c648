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

// A name does not stand on a limit or on the line of all together while there is room elsewhere.
func TestNamesOfAFunnelLeaveItsLinesFree(t *testing.T) {
	for _, size := range sizes {
		for _, value := range []study.Number{15, 18, 25} {
			data := FunnelData{Caption: caption("lines", "Lines"), Measure: turnover, Size: "social workers", Centre: 15,
				Units: []FunnelUnit{{Authority: "low", Name: "Low", Size: 20, Value: 1}, {Authority: "high", Name: "High", Size: 900, Value: 29}, {Authority: "on", Name: "Named", Size: 130, Value: value, Highlight: true}}}
			for _, n := range []float64{20, 130, 900} {
				data.Limits = append(data.Limits, FunnelLimit{Size: n, Limit95: Interval{Low: 12, High: 18}, Limit99: Interval{Low: 5, High: 25}})
			}
			var name box
			var lines []box
			for _, m := range data.draw(size).marks {
				switch m := m.mark.(type) {
				case text:
					if strings.Contains(m.style.role, "halo") && strings.Contains(m.words, "Named") {
						name = m.box()
					}
				case line:
					lines = append(lines, m.box())
				case rule:
					if m.role == "dashed" && m.from.y == m.to.y && m.to.x-m.from.x > 100 {
						lines = append(lines, m.box())
					}
				}
			}
			if name == (box{}) || len(lines) != 5 || meets(name, lines) {
				t.Errorf("%s, %v: the name at %v, lines at %v", size.name(), value, name, lines)
			}
		}
	}
}
