package place

import (
	"context"
	"slices"
	"strings"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

func briefing() site.Page {
	return site.Page{Name: "briefing", Path: "/authority/{slug}/briefing", Section: "Authorities", Heavy: true,
		About:    "One authority on two sheets of A4: what stands out, then every measure of the definition.",
		Examples: []string{"/authority/kingston-upon-hull/briefing", "/authority/isles-of-scilly/briefing", "/authority/leeds/briefing?b=hull,sheffield"}, Data: sheets{}, Load: loadBriefing}
}

// sheets is what the page shows.
type sheets struct {
	*workbench.Portrait
	Facts   []fact             `json:"facts"`
	Opening []workbench.Remark `json:"opening"` // the commentary without what the lists below it say
	Sources []string           `json:"sources"`
	Left    int                `json:"-"` // rows that the second sheet has no room for, and the screen has
	printed map[string]bool
}

// Prints tells whether the second sheet has room for a row.
func (s sheets) Prints(row workbench.PortraitRow) bool { return s.printed[row.Indicator] }

// PrintsAny tells whether it has room for any of some.
func (s sheets) PrintsAny(rows []workbench.PortraitRow) bool {
	return slices.ContainsFunc(rows, s.Prints)
}

// mostChanges is how many measures the first sheet has room for that improve, and as many that worsen.
const mostChanges = 3

// mostPrinted is how many rows the second sheet has room for, and fewPrinted how many where it has to say that there are
// more, and name more sources.
const (
	mostPrinted = 14
	fewPrinted  = 11
)

// The address at the foot holds the definition and a group of one's own: where there are more rows than there is room for, a
// longer group takes the room of so many.
const (
	shortGroup   = 10
	rowsForGroup = 3
)

func loadBriefing(ctx context.Context, r *site.Request) (*site.View, error) {
	a, location, err := found(r, "/briefing")
	if err != nil || location != "" {
		return &site.View{Location: location}, err
	}
	made, err := r.Bench.Portrait(ctx, workbench.PortraitRequest{Authority: a, Definition: r.Definition, Benchmark: workbench.Benchmark(r.Benchmark), Group: r.Group})
	if err != nil {
		return nil, err
	}
	s := sheets{Portrait: made, Facts: facts(made), Opening: opening(made.Commentary), printed: map[string]bool{}}
	for _, line := range made.Sources() {
		publication, _, _ := strings.Cut(line, ": ")
		s.Sources = append(s.Sources, publication)
	}
	room := mostPrinted
	if len(made.Rows()) > mostPrinted {
		room = fewPrinted
		if len(r.Group) > shortGroup {
			room -= rowsForGroup
		}
	}
	for _, row := range made.Rows()[:min(room, len(made.Rows()))] {
		s.printed[row.Indicator] = true
	}
	s.Left = len(made.Rows()) - len(s.printed)
	return &site.View{Notices: notices(made.Company.Why), Title: a.Short() + ": a briefing", Lede: lede(made), Data: s, Tables: []site.Table{{ID: "measures", Table: made.Table()}}}, nil
}

// Room is as much of a list as the first sheet has room for.
func (s sheets) Room(all []workbench.Standout) someStandouts {
	shown := all[:min(len(all), mostChanges)]
	return someStandouts{shown, len(all) - len(shown)}
}

// opening are the remarks that name no measure: the sheet lists the measures below them.
func opening(remarks []workbench.Remark) (kept []workbench.Remark) {
	for _, remark := range remarks {
		names := false
		for _, clause := range remark {
			names = names || clause.Row != "" && clause.Row != workbench.RowsPart
		}
		if !names {
			kept = append(kept, remark)
		}
	}
	return kept
}
