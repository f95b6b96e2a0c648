package workbench

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Redrawn says whether a recorded sample comes out again.
type Redrawn struct {
	File        string        `json:"file"`
	Same        bool          `json:"same"`         // the same members in the same roles, from this program's figures
	FromRecord  bool          `json:"same_by_rule"` // its rule and seed give it from its own shares
	Differences []string      `json:"differences"`  // what is not as it was
	Now         *SampleRecord `json:"drawn_now"`    // with the recorded rule, seed and definition
	Record      *SampleRecord `json:"-"`
}

// Redraw draws a recorded sample again.
func (w *Workbench) Redraw(ctx context.Context, path string, workers int, progress func(done, all float64)) (*Redrawn, error) {
	text, err := readFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the record of a sample: %w", err)
	}
	return w.RedrawText(ctx, path, text, workers, progress)
}

// RedrawText draws the sample of a record again that was read from the named file.
func (w *Workbench) RedrawText(ctx context.Context, path string, text []byte, workers int, progress func(done, all float64)) (*Redrawn, error) {
	old := &SampleRecord{}
	if err := json.Unmarshal(text, old); err != nil {
		return nil, fmt.Errorf("%s is not the record of a sample: %w; `goodmeasure sample --json` prints one", path, err)
	}
	if old.From == "" || len(old.Field.Prospects) == 0 {
		return nil, fmt.Errorf("%s is not the whole record of a sample: it lacks where the shares come from; of a blind sample, the key is the record", path)
	}
	if old.From != FromStudy && old.Stated == nil {
		return nil, fmt.Errorf("%s: its shares come from a definition, and it has none; draw the sample anew", path)
	}
	if old.Stated != nil {
		if faults := old.Stated.Faults(w.Edition.Indicators); len(faults) > 0 {
			return nil, fmt.Errorf("%s: its definition cannot be used with these figures: %w", path, faults[0])
		}
	}
	now := &SampleRecord{From: old.From, Purpose: old.Purpose, Setup: old.Setup, Definition: old.Definition, Stated: old.Stated, Draws: old.Draws, Seed: old.Seed, Blind: old.Blind}
	if err := w.draw(ctx, now, old.Sample.Rule, old.Field.Deprivation, workers, progress); err != nil {
		return nil, fmt.Errorf("drawing the sample of %s again: %w", path, err)
	}
	r := &Redrawn{File: path, Record: old, Now: now, Same: sameMembers(old.Members, now.Members), Differences: []string{}}
	byRule, err := method.DrawSample(old.Field, old.Sample.Rule, old.Seed)
	r.FromRecord = err == nil && sameMembers(membersOf(byRule, old.Field), withoutCodes(old.Members))
	r.compare(old, now)
	return r, nil
}

func membersOf(s method.Sample, f method.Field) []SampleMember {
	var members []SampleMember
	for _, m := range s.Members(f) {
		members = append(members, SampleMember{Member: m})
	}
	return members
}

func withoutCodes(members []SampleMember) []SampleMember {
	plain := slices.Clone(members)
	for at := range plain {
		plain[at].Code = ""
	}
	return plain
}

func sameMembers(a, b []SampleMember) bool {
	return slices.EqualFunc(a, b, func(x, y SampleMember) bool {
		return x.Authority == y.Authority && x.Role == y.Role && x.Kind == y.Kind && x.Pair == y.Pair && x.Code == y.Code
	})
}

// compare lists what differs between a record and what is drawn now.
func (r *Redrawn) compare(old, now *SampleRecord) {
	say := func(format string, values ...any) {
		r.Differences = append(r.Differences, fmt.Sprintf(format, values...))
	}
	if old.Program != now.Program {
		say("the program: %s then, %s now", old.Program, now.Program)
	}
	if old.Edition.Hash != now.Edition.Hash {
		say("the figures: edition %.12s then, %.12s now", old.Edition.Hash, now.Edition.Hash)
	}
	if old.Stated != nil {
		if hash := definition.Hash(old.Stated); old.Definition == nil || old.Definition.Hash != hash {
			say("the definition: the record has one with the hash %.12s, and names another", hash)
		}
	}
	then := map[string]method.Prospect{}
	for _, p := range old.Field.Prospects {
		then[p.Authority] = p
	}
	shares, around, most, came := 0, 0, 0.0, 0
	for _, p := range now.Field.Prospects {
		was, there := then[p.Authority]
		if !there {
			came++
			continue
		}
		delete(then, p.Authority)
		apart := math.Max(distance(was.PBestQuarter, p.PBestQuarter), distance(was.PWorstQuarter, p.PWorstQuarter))
		if apart > 0 {
			shares, most = shares+1, math.Max(most, apart)
		}
		if was.Region != p.Region || was.Type != p.Type || distance(was.Children, p.Children)+distance(was.Deprivation, p.Deprivation) > 0 {
			around++
		}
	}
	if shares > 0 {
		say("shares: %d authorities have others, by at most %.4f", shares, most)
	}
	if around > 0 {
		say("surroundings: %d authorities have others", around)
	}
	if came > 0 || len(then) > 0 {
		say("authorities that could be drawn: %d are new, %d are gone", came, len(then))
	}
	if !r.FromRecord {
		say("the members: its rule and seed do not give them from its own shares, so that the record was changed, or drawn by other rules")
	}
	for _, m := range now.Members {
		if !slices.ContainsFunc(old.Members, func(o SampleMember) bool { return o.Authority == m.Authority }) {
			say("%s comes in: %s", m.Name, m.Why)
		}
	}
	for _, m := range old.Members {
		if !slices.ContainsFunc(now.Members, func(n SampleMember) bool { return n.Authority == m.Authority }) {
			say("%s drops out", m.Name)
		}
	}
}

// distance between two figures; one that is missing in one of them only is infinitely far away.
func distance(a, b study.Number) float64 {
	switch {
	case !a.Known() && !b.Known():
		return 0
	case !a.Known() || !b.Known():
		return math.Inf(1)
	}
	return math.Abs(float64(a - b))
}
