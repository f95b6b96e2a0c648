package workbench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"goodmeasure/catalogue"
	"goodmeasure/internal/store"
	"goodmeasure/source"
	"goodmeasure/study"
	"goodmeasure/table"
)

// Importer reads published files into a workspace, one transaction a file.
type Importer struct {
	workspace *store.Workspace // nil when nothing is to be written
	known     source.Known     // of the program alone, so that what a file means never depends on other files
	files     []store.File
	figures   ledger
}

// NewImporter opens a workspace for importing and makes it where there is none. A dry run writes nothing at all.
func NewImporter(ctx context.Context, path string, dryRun bool) (m *Importer, err error) {
	edition, err := catalogue.Embedded()
	if err != nil {
		return nil, err
	}
	m = &Importer{known: source.Known{Places: study.NewGazetteer(edition.Authorities), Indicators: edition.Indicators}, figures: entered(edition)}
	open := store.Open
	if dryRun {
		open = store.Look
	}
	workspace, err := open(ctx, path)
	if dryRun && errors.Is(err, fs.ErrNotExist) {
		return m, nil
	}
	if err != nil {
		return nil, err
	}
	files, err := contents(ctx, workspace)
	if err != nil || dryRun {
		err = errors.Join(err, workspace.Close())
	} else {
		m.workspace = workspace
	}
	for _, f := range files {
		m.enter(f)
	}
	return m, err
}

// Close ends the import.
func (m *Importer) Close() error {
	if m.workspace == nil {
		return nil
	}
	return m.workspace.Close()
}

// Import reads one file and says what became of it. A file that is refused changes nothing.
func (m *Importer) Import(ctx context.Context, file Met) *Receipt {
	r := &Receipt{Path: file.Path, Name: filepath.Base(file.Path)}
	if file.NotTable != "" {
		r.Outcome, r.Error = NotATable, file.NotTable
		return r
	}
	if err := m.read(ctx, r); err != nil {
		r.Outcome, r.Error = file.refused(err), err.Error()
	}
	return r
}

func (m *Importer) read(ctx context.Context, r *Receipt) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	file, err := table.Open(r.Path, table.Limits{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	r.SHA256, r.Bytes = file.SHA256, file.Size
	at := slices.IndexFunc(m.files, func(f store.File) bool { return f.SHA256 == file.SHA256 })
	if at >= 0 && m.files[at].Program == Version {
		r.hold(m.files[at])
		return nil
	}
	format, err := source.Recognise(file)
	if err != nil {
		return err
	}
	r.Format, r.Title, r.Publisher = format.ID, format.Title, format.Publisher
	batch, err := format.Read(file, m.known)
	if err != nil {
		return err
	}
	r.found(batch)
	if len(batch.Observations)+len(batch.Inspections)+len(batch.Neighbours)+len(batch.Indicators) == 0 {
		if len(batch.Refused) > 0 {
			return fmt.Errorf("%s: nothing in it could be read; %w", file.Name, batch.Refused[0])
		}
		r.Outcome = NothingTaken
		return nil
	}
	if err := m.check(batch); err != nil {
		return fmt.Errorf("%s: %w", file.Name, err)
	}
	return m.keep(ctx, at, batch, r)
}

// keep writes a batch into the workspace; at is the place of an earlier reading of the file, or less than 0.
func (m *Importer) keep(ctx context.Context, at int, batch *source.Batch, r *Receipt) error {
	h := held{store.File{SHA256: r.SHA256, Name: r.Name, Bytes: r.Bytes, Format: r.Format, Publisher: r.Publisher, Publication: r.Publication,
		Release: r.Release, Order: batch.Release.Order, Detail: batch.Release.Detail, Imported: time.Now().UTC().Truncate(time.Second), Program: Version, ID: 1},
		store.Content{Indicators: batch.Indicators, Observations: batch.Observations, Inspections: batch.Inspections, Neighbours: batch.Neighbours}}
	r.Outcome = Imported
	if at >= 0 {
		h.ID, r.Outcome = m.files[at].ID, ReadAgain
	} else if len(m.files) > 0 {
		h.ID = m.files[len(m.files)-1].ID + 1
	}
	if m.workspace != nil {
		added, err := m.workspace.Add(ctx, h.File, h.Content)
		if err != nil {
			return err
		}
		h.File = added
	}
	for _, f := range m.files {
		if f.ID != h.ID && f.Format == h.Format && f.Release == h.Release {
			used := h.Name
			other := held{File: f}
			none := &study.Observation{Status: study.Unexplained}
			if order, _ := (candidate{none, other.issueOf("")}).within(candidate{none, h.issueOf("")}); order > 0 {
				used = f.Name
			}
			r.Beside = append(r.Beside, Beside{Name: f.Name, SHA256: f.SHA256, Used: used, CountsFirst: h.Detail == source.DetailOfEach})
		}
	}
	before := m.takenFor(h.Observations)
	if at >= 0 {
		m.figures.drop(h.ID)
		m.files = slices.Delete(m.files, at, at+1)
	}
	m.enter(h)
	r.compare(h, before, m.takenFor(h.Observations))
	return nil
}

// enter makes a file's content part of what is held.
func (m *Importer) enter(h held) {
	at, _ := slices.BinarySearchFunc(m.files, h.ID, func(f store.File, id int) int { return f.ID - id })
	m.files = slices.Insert(m.files, at, h.File)
	m.figures.add(h.Observations, h.issueOf)
}

// takenFor are the figures that are taken at present for the keys of some observations.
func (m *Importer) takenFor(observations []study.Observation) []candidate {
	taken := make([]candidate, len(observations))
	for i, o := range observations {
		c, _, found := m.figures.taken(o.Authority, o.Indicator, o.Period)
		if !found {
			c = candidate{&study.Observation{Value: study.Missing}, &issue{file: -1}}
		}
		taken[i] = c
	}
	return taken
}

// Layout is a layout of files that can be read.
type Layout struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher"`
	Describe  string `json:"describe"`
}

// Formats lists the layouts that can be read.
func Formats() []Layout {
	var layouts []Layout
	for _, f := range source.Formats() {
		layouts = append(layouts, Layout{f.ID, f.Title, f.Publisher, f.Describe})
	}
	return layouts
}
