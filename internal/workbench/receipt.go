package workbench

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"goodmeasure/internal/store"
	"goodmeasure/source"
	"goodmeasure/study"
	"goodmeasure/table"
)

// Outcome is what became of a file.
type Outcome string

// The outcomes.
const (
	Imported     Outcome = "imported"
	ReadAgain    Outcome = "read again"    // held already, as another version of the program read it
	AlreadyHeld  Outcome = "already held"  // the same file: nothing was changed
	NothingTaken Outcome = "nothing taken" // known, and holds no figure of the study
	NotATable    Outcome = "not a table"   // a PDF, a hidden file or the like, met on a walk
	// UnknownLayout is a table met on a walk that has no layout that can be read.
	UnknownLayout Outcome = "no known layout"
	Refused       Outcome = "refused"
)

// Receipt says what became of one file.
type Receipt struct {
	Path        string             `json:"path"`
	Name        string             `json:"name"`
	SHA256      string             `json:"sha256,omitempty"`
	Bytes       int64              `json:"bytes,omitempty"`
	Outcome     Outcome            `json:"outcome"`
	Error       string             `json:"error,omitempty"` // why it was refused, or is not a table
	Format      string             `json:"format,omitempty"`
	Title       string             `json:"title,omitempty"`
	Publisher   string             `json:"publisher,omitempty"`
	Publication string             `json:"publication,omitempty"`
	Release     string             `json:"release,omitempty"`
	Indicators  []string           `json:"indicators,omitempty"`
	Own         []string           `json:"own_indicators,omitempty"` // defined by the file itself
	Authorities int                `json:"authorities,omitempty"`
	FirstPeriod study.Period       `json:"first_period,omitempty"`
	LastPeriod  study.Period       `json:"last_period,omitempty"`
	Figures     int                `json:"figures"`           // observations with a value
	Missing     []Count            `json:"missing,omitempty"` // observations without one, by reason
	Skipped     []Count            `json:"skipped,omitempty"` // rows rightly not taken, by reason
	Refusals    []CellRefused      `json:"refused,omitempty"` // cells and rows that could not be read
	Inspections int                `json:"inspections,omitempty"`
	Neighbours  int                `json:"neighbours,omitempty"`
	New         int                `json:"new"`               // figures where nothing gave a value before
	Revises     []study.Difference `json:"revises,omitempty"` // figures that were held and that this file changes
	Outranked   int                `json:"outranked"`         // figures that differ from what another release gives and is taken
	Beside      []Beside           `json:"beside,omitempty"`
	Notes       []string           `json:"notes,omitempty"`
}

// Count is a number of rows or figures with what they have in common.
type Count struct {
	Reason string `json:"reason"`
	N      int    `json:"n"`
}

// CellRefused is a cell or row that could not be read, and where it stands.
type CellRefused struct {
	Sheet    string `json:"sheet,omitempty"`
	Row      int    `json:"row,omitempty"`
	Column   string `json:"column,omitempty"`
	Found    string `json:"found"`
	Expected string `json:"expected"`
}

// Words says it in one line.
func (c CellRefused) Words() string {
	return source.Refusal{At: table.Position{Sheet: c.Sheet, Row: c.Row, Column: c.Column}, Found: c.Found, Expected: c.Expected}.Error()
}

// Beside is another file of the same release. Both are kept; where they differ, Used gives the figure, or with
// CountsFirst the one of the two that has counts, if only one has.
type Beside struct {
	Name        string `json:"name"`
	SHA256      string `json:"sha256"`
	Used        string `json:"used"`
	CountsFirst bool   `json:"counts_first,omitempty"`
}

// hold says that a file is held already.
func (r *Receipt) hold(f store.File) {
	r.Outcome, r.Format, r.Publisher, r.Publication, r.Release = AlreadyHeld, f.Format, f.Publisher, f.Publication, f.Release
}

// found says what a file holds.
func (r *Receipt) found(batch *source.Batch) {
	r.Publication, r.Release, r.Notes = batch.Publication, batch.Release.Name, batch.Notes
	r.Inspections, r.Neighbours = len(batch.Inspections), len(batch.Neighbours)
	authorities, missing := map[string]bool{}, map[study.Status]int{}
	for _, o := range batch.Observations {
		authorities[o.Authority] = true
		if !slices.Contains(r.Indicators, o.Indicator) {
			r.Indicators = append(r.Indicators, o.Indicator)
		}
		if r.FirstPeriod == 0 || o.Period < r.FirstPeriod {
			r.FirstPeriod = o.Period
		}
		r.LastPeriod = max(r.LastPeriod, o.Period)
		if o.Status.HasValue() {
			r.Figures++
		} else {
			missing[o.Status]++
		}
	}
	r.Authorities = len(authorities)
	for _, i := range batch.Indicators {
		r.Own = append(r.Own, i.ID)
	}
	for _, status := range study.Statuses {
		if missing[status] > 0 {
			r.Missing = append(r.Missing, Count{status.Words(), missing[status]})
		}
	}
	for _, reason := range slices.Sorted(maps.Keys(batch.Skipped)) {
		r.Skipped = append(r.Skipped, Count{reason, batch.Skipped[reason]})
	}
	slices.SortStableFunc(r.Skipped, func(a, b Count) int { return cmp.Compare(b.N, a.N) })
	for _, refusal := range batch.Refused {
		r.Refusals = append(r.Refusals, CellRefused{refusal.At.Sheet, refusal.At.Row, refusal.At.Column, refusal.Found, refusal.Expected})
	}
}

// compare says what the file changes: before and after are the figures taken for its observations.
func (r *Receipt) compare(h held, before, after []candidate) {
	for i, now := range after {
		was := before[i]
		switch {
		case now.file != h.ID:
			if o := h.Observations[i]; o.Value.Known() && !same(o.Value, now.Value) {
				r.Outranked++
			}
		case same(was.Value, now.Value):
		case !was.Value.Known():
			r.New++
		default:
			r.Revises = append(r.Revises, study.Difference{Authority: now.Authority, Indicator: now.Indicator, Period: now.Period,
				Taken: now.Value, From: now.Source, Left: was.Value, LeftFrom: was.Source, Rule: now.before(was, false)})
		}
	}
}

// rowsRefused counts the rows of which a cell or all could not be read.
func (r *Receipt) rowsRefused() int {
	type row struct {
		sheet  string
		number int
	}
	rows := map[row]bool{}
	for _, c := range r.Refusals {
		rows[row{c.Sheet, c.Row}] = true
	}
	return len(rows)
}

// FiguresWords says in one line what figures the file has: how many, of what, and how many are missing for which reason.
func (r *Receipt) FiguresWords() string {
	missing := 0
	var reasons []string
	for _, m := range r.Missing {
		missing += m.N
		reasons = append(reasons, fmt.Sprintf("%s %s", decimal(study.Number(m.N), 0), m.Reason))
	}
	if r.Figures+missing == 0 {
		return ""
	}
	periods := fmt.Sprint(r.FirstPeriod)
	if r.LastPeriod != r.FirstPeriod {
		periods += fmt.Sprintf(" to %d", r.LastPeriod)
	}
	words := fmt.Sprintf("%s of %s (%s), %s, %s", ofThings(r.Figures, "figure", "figures"), ofThings(len(r.Indicators), "indicator", "indicators"),
		strings.Join(r.Indicators, ", "), ofThings(r.Authorities, "authority", "authorities"), periods)
	if missing > 0 {
		words += fmt.Sprintf("; %s without a value: %s", decimal(study.Number(missing), 0), strings.Join(reasons, "; "))
	}
	return words
}

func ofThings(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return decimal(study.Number(n), 0) + " " + many
}

// Tally counts files by what became of them, and the rows of imported files that could not be read in full.
type Tally struct {
	Imported, Held, Nothing, NotTables, Unknown, Refused int
	RowsRefused, FilesWithRefusals                       int
}

// TallyOf counts receipts.
func TallyOf(receipts []*Receipt) Tally {
	var t Tally
	for _, r := range receipts {
		switch r.Outcome {
		case Imported, ReadAgain:
			t.Imported++
			if rows := r.rowsRefused(); rows > 0 {
				t.RowsRefused += rows
				t.FilesWithRefusals++
			}
		case AlreadyHeld:
			t.Held++
		case NothingTaken:
			t.Nothing++
		case NotATable:
			t.NotTables++
		case UnknownLayout:
			t.Unknown++
		case Refused:
			t.Refused++
		}
	}
	return t
}
