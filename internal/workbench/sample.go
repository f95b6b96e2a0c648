package workbench

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/stats/stream"
	"goodmeasure/study"
)

// What the shares of a sample are shares of.
const (
	FromStudy  = "study"  // draws of the composite of a study
	FromIndex  = "index"  // draws of the index of one definition
	FromStress = "stress" // definitions that a stress test draws
)

// SampleOptions are what a person may say about a sample.
type SampleOptions struct {
	From        string
	Setup       string            // of FromStudy
	File        string            // of the definition of FromIndex and FromStress; empty: the one that the program comes with
	Definition  *study.Definition // in place of a file
	Deprivation string            // index of deprivation; empty: that of the set-up
	Draws       int               // 0: as many as usual
	Seed        uint64
	Workers     int
	Rule        method.SampleRule
	Exclude     []string                // names or codes
	Keep        []string                // names or codes, with :stronger or :weaker where that is to be said
	Purpose     string                  // what the sample is for, in the words of whoever draws it
	Blind       bool                    // give every member a code that tells nothing
	Progress    func(done, all float64) `json:"-"`
}

// SampleRecord is a sample with all that it takes to draw it again.
type SampleRecord struct {
	Program    string                 `json:"program"`
	Purpose    string                 `json:"purpose,omitempty"`
	From       string                 `json:"from"`
	Setup      string                 `json:"setup,omitempty"`
	Edition    method.EditionUsed     `json:"edition"`
	Definition *method.DefinitionUsed `json:"definition,omitempty"`
	Stated     *study.Definition      `json:"definition_stated,omitempty"`
	Draws      int                    `json:"draws"`
	Seed       uint64                 `json:"seed"`
	Sample     method.Sample          `json:"sample"`
	Members    []SampleMember         `json:"members"`
	Balance    []method.BalanceRow    `json:"balance"`
	Field      method.Field           `json:"field"`
	Blind      bool                   `json:"blind,omitempty"`
}

// SampleMember is a member with the code by which it goes where nobody is to know who it is.
type SampleMember struct {
	Code string `json:"code,omitempty"`
	method.Member
}

// Sample draws authorities to study.
func (w *Workbench) Sample(ctx context.Context, o SampleOptions) (*SampleRecord, error) {
	if err := w.resolve(&o); err != nil {
		return nil, err
	}
	r := &SampleRecord{Purpose: o.Purpose, From: o.From, Draws: o.Draws, Seed: o.Seed, Blind: o.Blind}
	switch {
	case o.From == FromStudy && o.File != "":
		return nil, fmt.Errorf("%s: a study has a set-up and no definition; take --from index or --from stress", o.File)
	case o.From == FromStudy:
		r.Setup = o.Setup
	default:
		read := o.Definition
		if read == nil {
			var err error
			if read, err = w.definition(o.File); err != nil {
				return nil, err
			}
		}
		r.Stated = read
		r.Definition = &method.DefinitionUsed{Name: read.Name, Whose: read.Whose, Hash: definition.Hash(read)}
		if o.File != "" {
			r.Definition.File = filepath.Base(o.File)
		}
	}
	if r.Draws == 0 {
		r.Draws = map[string]int{FromStudy: 10_000, FromIndex: 4_000, FromStress: 20_000}[o.From]
	}
	return r, w.draw(ctx, r, o.Rule, o.Deprivation, o.Workers, o.Progress)
}

// draw fills in a record that says what to draw from.
func (w *Workbench) draw(ctx context.Context, r *SampleRecord, rule method.SampleRule, deprivation string, workers int, progress func(done, all float64)) error {
	r.Program, r.Edition = program(), w.editionUsed()
	var err error
	if r.Field, err = w.field(ctx, r, deprivation, workers, progress); err != nil {
		return err
	}
	if r.Sample, err = method.DrawSample(r.Field, rule, r.Seed); err != nil {
		return err
	}
	r.Members = nil
	for _, m := range r.Sample.Members(r.Field) {
		r.Members = append(r.Members, SampleMember{Member: m})
	}
	if r.Blind {
		r.encode()
	}
	r.Balance = r.Sample.Balance(r.Field)
	return nil
}

// encode gives codes in an order that is drawn, the chosen before the reserves.
func (r *SampleRecord) encode() {
	random := stream.New(r.Seed, "sample codes", 0)
	first := 1
	for _, role := range []string{method.RoleChosen, method.RoleReserve} {
		var of []int
		for at, m := range r.Members {
			if m.Role == role {
				of = append(of, at)
			}
		}
		stream.Permute(random, of)
		for n, at := range of {
			r.Members[at].Code = fmt.Sprintf("A%d", first+n)
		}
		first += len(of)
	}
}

// resolve turns names into codes and refuses what no authority has.
func (w *Workbench) resolve(o *SampleOptions) error {
	for _, name := range o.Exclude {
		a, err := w.Places.Find(name)
		if err != nil {
			return fmt.Errorf("--exclude: %w", err)
		}
		o.Rule.Exclude = append(o.Rule.Exclude, a.Code)
	}
	for _, text := range o.Keep {
		name, kind, said := strings.Cut(text, ":")
		if said && kind != string(method.Stronger) && kind != string(method.Weaker) {
			return fmt.Errorf("--keep: %q: after the name comes :stronger or :weaker, or nothing", text)
		}
		a, err := w.Places.Find(name)
		if err != nil {
			return fmt.Errorf("--keep: %w", err)
		}
		o.Rule.Keep = append(o.Rule.Keep, method.Keep{Authority: a.Code, Kind: method.Kind(kind)})
	}
	return w.checkSample(o.Rule, "--")
}
