package publish

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html/template"
	"io"
	"regexp"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Story is somebody's own words with findings: claims, figures and tables, each with what it rests on.
type Story struct {
	Title  string
	Lede   string
	Words  string // markdown
	Claims []string
	Parts  []StoryPart
	Facts  []string // what all rests on: definition, edition, seed, hashes
	Files  []StoryFile
}

// StoryPart is a section of a story.
type StoryPart struct {
	ID      string // small letters, digits and hyphens
	Title   string
	Figures []chart.Figure
	Tables  []chart.Table
	Said    []string
}

// StoryFile goes beside the page in a bundle.
type StoryFile struct {
	Name string
	Text []byte
}

// A story's own words may have paragraphs, headings, lists, quotations, code and links. Nothing in them loads anything.
var storyPolicy = func() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "em", "blockquote", "code", "pre", "br", "hr")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.RequireNoFollowOnLinks(true)
	return p
}()

var highHeadings = regexp.MustCompile(`<(/?)h[12]>`)

// prose makes HTML of markdown that a stranger may have written.
func prose(words string) (template.HTML, error) {
	var out bytes.Buffer
	if err := goldmark.Convert([]byte(words), &out); err != nil {
		return "", err
	}
	lower := highHeadings.ReplaceAll(out.Bytes(), []byte("<${1}h3>")) // the page has its own headings above these
	return template.HTML(storyPolicy.SanitizeBytes(lower)), nil
}

// WritePage writes the story as one HTML page that needs nothing else: no script, no other file, no network.
func (s Story) WritePage(w io.Writer) error {
	own, err := prose(s.Words)
	if err != nil {
		return fmt.Errorf("making the page: %w", err)
	}
	page := reportPage{Title: s.Title, Lede: s.Lede, Facts: s.Facts, CSS: template.CSS(chart.CSS + reportCSS),
		Foot: []string{study.Licence}}
	page.Sections = append(page.Sections, reportSection{ID: "conclusions", Title: "In short", Prose: own, Paragraphs: s.Claims})
	for _, part := range s.Parts {
		section := reportSection{ID: part.ID, Title: part.Title, Tables: part.Tables, Paragraphs: part.Said}
		for _, f := range part.Figures {
			one, err := drawn(f)
			if err != nil {
				return fmt.Errorf("making the page: figure %s: %w", f.ID, err)
			}
			section.Figures = append(section.Figures, one)
		}
		page.Sections = append(page.Sections, section)
	}
	return reportTemplate.Execute(w, page)
}

// WriteBundle writes a ZIP file with the page, every table as CSV and ODS, and the files beside it.
func (s Story) WriteBundle(w io.Writer) error {
	bundle := zip.NewWriter(w)
	add := func(name string, write func(io.Writer) error) error {
		file, err := bundle.Create(name)
		if err == nil {
			err = write(file)
		}
		if err != nil {
			return fmt.Errorf("making the bundle: %s: %w", name, err)
		}
		return nil
	}
	if err := add("index.html", s.WritePage); err != nil {
		return err
	}
	for _, f := range s.Files {
		if err := add(f.Name, func(w io.Writer) error { _, err := w.Write(f.Text); return err }); err != nil {
			return err
		}
	}
	for _, part := range s.Parts {
		tables := part.Tables
		for _, f := range part.Figures {
			tables = append(tables[:len(tables):len(tables)], f.Table)
		}
		for n, t := range tables {
			name := fmt.Sprintf("tables/%s-%d", part.ID, n+1)
			if err := add(name+".csv", func(w io.Writer) error { return CSV(w, t) }); err != nil {
				return err
			}
			if err := add(name+".ods", func(w io.Writer) error { return ODS(w, t) }); err != nil {
				return err
			}
		}
	}
	return bundle.Close()
}
