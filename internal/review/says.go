package review

import (
	"context"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Says is what the evidence says of one thing, findings for it first.
type Says struct {
	For     []evidence.Told `json:"for"`
	Against []evidence.Told `json:"against"`
	Mixed   []evidence.Told `json:"mixed"`
}

func (s *Says) add(t evidence.Told) {
	switch t.Tie.Direction {
	case evidence.For:
		s.For = append(s.For, t)
	case evidence.Against:
		s.Against = append(s.Against, t)
	default:
		s.Mixed = append(s.Mixed, t)
	}
}

// silent is what the evidence says where it says nothing.
func silent() Says {
	return Says{For: []evidence.Told{}, Against: []evidence.Told{}, Mixed: []evidence.Told{}}
}

// Count is how many findings speak of it.
func (s Says) Count() int { return len(s.For) + len(s.Against) + len(s.Mixed) }

// Words count the findings by the way they speak.
func (s Says) Words() string {
	var ways []string
	for _, side := range s.Sides() {
		ways = append(ways, fmt.Sprintf("%d %s", len(side.Told), strings.ToLower(side.Words)))
	}
	if len(ways) == 0 {
		return "No finding of a review speaks to it."
	}
	return chart.Count(s.Count(), "finding speaks", "findings speak") + " to it: " + strings.Join(ways, ", ") + "."
}

// Side is the findings that speak one way.
type Side struct {
	Way   evidence.Direction
	Words string
	Told  []evidence.Told
}

// Sides are the findings by the way they speak, empty ones left out.
func (s Says) Sides() (sides []Side) {
	for _, side := range []Side{{evidence.For, "For it", s.For}, {evidence.Against, "Against it", s.Against}, {evidence.Mixed, "Both ways", s.Mixed}} {
		if len(side.Told) > 0 {
			sides = append(sides, side)
		}
	}
	return sides
}

// mostBrief is how many findings of each side stand on a page that is about something else, and longestBrief how much of each.
const (
	mostBrief    = 3
	longestBrief = 240
)

// Brief is a finding as it stands on a page that is about something else.
type Brief struct {
	Way  string
	Text string
	evidence.Told
}

// Brief are the first findings of each side.
func (s Says) Brief() (brief []Brief) {
	for _, side := range s.Sides() {
		for _, t := range side.Told[:min(len(side.Told), mostBrief)] {
			brief = append(brief, Brief{side.Words, cut(t.Finding.Text, longestBrief), t})
		}
	}
	return brief
}

// Further counts the findings that Brief has no room for; nothing where it has them all.
func (s Says) Further() string {
	if further := s.Count() - len(s.Brief()); further > 0 {
		return chart.Count(further, "more finding", "more findings")
	}
	return ""
}

func cut(text string, most int) string {
	if letters := []rune(text); len(letters) > most {
		return strings.TrimSpace(string(letters[:most])) + "…"
	}
	return text
}

// Evidence gathers the findings tied to a measure, from the reviews that the person may read.
func (d *Desk) Evidence(ctx context.Context, indicator string) (Says, error) {
	says := silent()
	told, err := d.toldOfMeasures(ctx, indicator)
	for _, t := range told {
		says.add(t)
	}
	return says, err
}

// toldOfMeasures are the findings tied to some measures, from the reviews that the person may read.
func (d *Desk) toldOfMeasures(ctx context.Context, indicators ...string) ([]evidence.Told, error) {
	return d.told(ctx, func(w *store.Workspace) ([]evidence.Told, error) {
		return w.ToldOf(ctx, evidence.ToIndicator, indicators...)
	})
}

// told are those of the ties asked for that stand in reviews that the person may read.
func (d *Desk) told(ctx context.Context, ask func(*store.Workspace) ([]evidence.Told, error)) (readable []evidence.Told, err error) {
	if there, err := d.room.look(ctx); err != nil || !there {
		return nil, err
	}
	all, err := ask(d.workspace())
	if err != nil {
		return nil, err
	}
	roles := map[int64]evidence.Role{}
	for _, t := range all {
		role, known := roles[t.Review]
		if !known {
			if role, err = d.Role(ctx, t.Review); err != nil {
				return nil, err
			}
			roles[t.Review] = role
		}
		if role.Allows(evidence.Reader) {
			readable = append(readable, t)
		}
	}
	return readable, nil
}

// Spoken is what the findings of a review say of one of its outcomes.
type Spoken struct {
	Outcome evidence.Group `json:"outcome"`
	Says    Says           `json:"says"`
}

// Outcomes gathers what a review's findings say of each of its outcomes, in the order of its list. Those that nothing is
// tied to are left out.
func (d *Desk) Outcomes(ctx context.Context, review int64) ([]Spoken, error) {
	r, err := d.Review(ctx, review)
	if err != nil {
		return nil, err
	}
	told, err := d.workspace().ToldIn(ctx, review)
	if err != nil {
		return nil, err
	}
	spoken := []Spoken{}
	for _, o := range r.Outcomes {
		says := silent()
		for _, t := range told {
			if t.Counts && t.Tie.Kind == evidence.ToOutcome && t.Tie.Target == o.ID {
				says.add(t)
			}
		}
		if says.Count() > 0 {
			spoken = append(spoken, Spoken{o, says})
		}
	}
	return spoken, nil
}
