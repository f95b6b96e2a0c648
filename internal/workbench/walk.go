package workbench

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"goodmeasure/source"
	"goodmeasure/table"
)

// Met is a file that was named or met in a folder. NotTable says why one of a folder is not tried.
type Met struct {
	Path     string
	Named    bool // by the person, who means it to be read
	NotTable string
}

// Walk lists the files to import: those that are named, and those in named folders and the folders in them, in the
// order of names. Each comes once. The workspace itself is none of them.
func Walk(paths []string, workspace string) ([]Met, error) {
	var met []Met
	add := func(m Met) {
		at := slices.IndexFunc(met, func(other Met) bool { return other.Path == m.Path })
		switch {
		case at < 0:
			met = append(met, m)
		case m.Named:
			met[at] = m
		}
	}
	for _, path := range paths {
		path = filepath.Clean(path)
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			add(Met{Path: path, Named: true})
			continue
		}
		err = filepath.WalkDir(path, func(inside string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case entry.IsDir() && inside != path && strings.HasPrefix(entry.Name(), "."):
				return fs.SkipDir
			case entry.IsDir() || ofWorkspace(inside, workspace):
				return nil
			}
			add(Met{Path: inside, NotTable: notTable(inside, entry)})
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return met, nil
}

func ofWorkspace(path, workspace string) bool {
	a, errA := filepath.Abs(path)
	b, errB := filepath.Abs(workspace)
	return errA == nil && errB == nil && slices.Contains([]string{b, b + "-wal", b + "-shm", b + "-journal"}, a)
}

// aboutData are names, without their endings, of files that say something about data.
var aboutData = []string{"readme", "sources", "licence", "license", "notice", "changelog", "contents", "index"}

// notTable tells why a file met in a folder is no table that anyone would want imported, or nothing.
func notTable(path string, entry fs.DirEntry) string {
	name := strings.ToLower(entry.Name())
	ending := filepath.Ext(name)
	stem := strings.TrimSuffix(name, ending)
	text := ending == "" || slices.Contains([]string{".txt", ".md", ".html", ".htm", ".rst"}, ending)
	switch {
	case !entry.Type().IsRegular():
		return "not a regular file"
	case strings.HasPrefix(name, "."):
		return "hidden file"
	case ending == ".md" || text && (slices.Contains(aboutData, stem) || strings.Contains(stem, "metadata")):
		return "a text about data"
	case startsWith(path, "%PDF-"):
		return "a PDF; its tables cannot be read"
	}
	return ""
}

// ofTables are the endings of files that are meant to be tables, so that another content is a download that failed.
var ofTables = []string{".csv", ".tsv", ".xlsx", ".xls", ".ods", ".parquet"}

// refused is what becomes of a file for an error. Nobody need mind a file met in a folder that is no table of figures, or
// none whose layout is known.
func (m Met) refused(err error) Outcome {
	var unknown *source.UnknownLayout
	var refusal *table.Error
	switch {
	case m.Named:
	case errors.As(err, &unknown):
		return UnknownLayout
	case errors.As(err, &refusal) && refusal.NotTable && !slices.Contains(ofTables, strings.ToLower(filepath.Ext(m.Path))):
		return NotATable
	}
	return Refused
}

func startsWith(path, mark string) bool {
	if table.Regular(path) != nil {
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return false // whoever reads the file says what is wrong with it
	}
	defer file.Close()
	start := make([]byte, len(mark))
	_, err = io.ReadFull(file, start)
	return err == nil && bytes.Equal(start, []byte(mark))
}
