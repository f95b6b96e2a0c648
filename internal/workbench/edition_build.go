package workbench

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"goodmeasure/catalogue"
)

// EditionChanges is what making an edition's files anew has changed.
type EditionChanges struct {
	Folder  string   `json:"folder"`
	Files   int      `json:"files"`
	Added   []string `json:"added"`
	Changed []string `json:"changed"`
	Removed []string `json:"removed"`
}

// editionMark is the file by which a folder is known to be an edition's: it names it.
const editionMark = "name.txt"

// BuildEdition makes the files of an edition from a folder of tidy tables and puts them in place of those in the
// folder to, which must be an edition's. Every new text is written beside its place before any takes it, and files of
// observations that the tables no longer have are removed.
func BuildEdition(from, to string) (EditionChanges, error) {
	changes := EditionChanges{Folder: to, Added: []string{}, Changed: []string{}, Removed: []string{}}
	if _, err := os.Stat(filepath.Join(to, editionMark)); err != nil {
		return changes, fmt.Errorf("making the edition: %s is not the folder of an edition, since it has no %s that names it; give the one to replace with --to", to, editionMark)
	}
	indicators, err := catalogue.Indicators()
	if err != nil {
		return changes, err
	}
	edition, err := catalogue.FromFacts(from, indicators)
	if err != nil {
		return changes, fmt.Errorf("%w; give the folder of tidy tables with --from", err)
	}
	files := catalogue.Encode(edition)
	changes.Files = len(files)
	if err := os.MkdirAll(filepath.Join(to, "observations"), 0o755); err != nil {
		return changes, fmt.Errorf("making the edition: %w", err)
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		held, err := os.ReadFile(filepath.Join(to, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			changes.Added = append(changes.Added, name)
		case err != nil:
			return changes, fmt.Errorf("making the edition: %w", err)
		case !bytes.Equal(held, files[name]):
			changes.Changed = append(changes.Changed, name)
		}
	}
	if err := replace(to, files, slices.Concat(changes.Added, changes.Changed)); err != nil {
		return changes, fmt.Errorf("making the edition: %w", err)
	}
	held, err := filepath.Glob(filepath.Join(to, "observations", "*.tsv"))
	if err != nil {
		return changes, err
	}
	for _, path := range held {
		name := "observations/" + filepath.Base(path)
		if _, wanted := files[name]; wanted {
			continue
		}
		if err := os.Remove(path); err != nil {
			return changes, fmt.Errorf("making the edition: %w", err)
		}
		changes.Removed = append(changes.Removed, name)
	}
	return changes, nil
}

// replace writes all texts beside their places, and only then moves each into its place.
func replace(folder string, files catalogue.Files, names []string) (err error) {
	const beside = ".new"
	defer func() {
		if err != nil {
			for _, name := range names {
				_ = os.Remove(filepath.Join(folder, filepath.FromSlash(name)) + beside) // what is there already is as it was
			}
		}
	}()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(name))+beside, files[name], 0o644); err != nil {
			return err
		}
	}
	for _, name := range names {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.Rename(path+beside, path); err != nil {
			return err
		}
	}
	return nil
}

// Paragraphs say what has changed.
func (c EditionChanges) Paragraphs() []string {
	if len(c.Added)+len(c.Changed)+len(c.Removed) == 0 {
		return []string{fmt.Sprintf("Nothing has changed: all %d files in %s are as the tables give them.", c.Files, c.Folder)}
	}
	var lines []string
	for _, change := range []struct {
		verb  string
		names []string
	}{{"Added", c.Added}, {"Changed", c.Changed}, {"Removed", c.Removed}} {
		for _, name := range change.names {
			lines = append(lines, change.verb+" "+name)
		}
	}
	return append(lines, "Build the program again to have this edition in it.")
}
