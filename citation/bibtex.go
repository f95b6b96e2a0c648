package citation

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"goodmeasure/evidence"
)

// bibStart is where an entry begins, at the start of a line.
var bibStart = regexp.MustCompile(`^[ \t]*@[ \t]*([A-Za-z]+)[ \t]*([{(])`)

func isBibTeX(head []byte) bool {
	for line := range strings.Lines(strings.ReplaceAll(string(head), "\r", "\n")) {
		if found := bibStart.FindStringSubmatch(line); found != nil {
			return true
		}
		if text := strings.TrimSpace(line); text != "" && text[0] == '@' && len(strings.Trim(text[1:], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) == 0 && len(text) > 3 {
			return true // the brace is on the next line
		}
	}
	return false
}

func readBibTeX(r *reading) error {
	parents, err := r.bibParents()
	if err != nil {
		return err
	}
	given := newBibMacros()
	return r.bibEntries(func(raw *bibRaw) error {
		if raw.fault != "" {
			return r.fail(raw.place(), "%s", raw.fault)
		}
		e, err := parseBib(raw.text.String(), given)
		switch {
		case err != nil && e != nil && e.sort == "string": // no record
			r.remark(raw.line, "%s", err.Error())
			return nil
		case err != nil:
			return r.fail(raw.place(), "%s", err.Error())
		case e.sort == "string" || e.sort == "preamble" || e.sort == "comment":
			return nil
		}
		if key := strings.ToLower(plain(e.fields["crossref"])); key != "" {
			if parent, ok := parents[key]; ok {
				e.inherit(parent)
			} else {
				e.doubts = append(e.doubts, "it refers to the entry "+excerpt(key)+", which is not there")
			}
		}
		return r.give(e.draft(), raw.place())
	})
}

// maxParents bounds how many entries are held for others to refer to.
const maxParents = 20_000

// bibParents reads the entries that others refer to, wherever they stand.
func (r *reading) bibParents() (map[string]*bibEntry, error) {
	wanted := map[string]bool{}
	given := newBibMacros()
	quiet := &reading{file: r.file, yield: func(Entry, error) bool { return true }}
	err := quiet.bibEntries(func(raw *bibRaw) error {
		text := raw.text.String()
		if raw.fault != "" || !strings.Contains(strings.ToLower(text), "crossref") {
			return nil
		}
		if e, err := parseBib(text, given); err == nil && e.fields["crossref"] != "" && len(wanted) < maxParents {
			wanted[strings.ToLower(plain(e.fields["crossref"]))] = true
		}
		return nil
	})
	parents := map[string]*bibEntry{}
	if err != nil || len(wanted) == 0 {
		return parents, err
	}
	held := 0
	err = quiet.bibEntries(func(raw *bibRaw) error {
		if e, err := parseBib(raw.text.String(), given); raw.fault == "" && err == nil && wanted[strings.ToLower(e.key)] && held < 64<<20 {
			held += raw.text.Len()
			parents[strings.ToLower(e.key)] = e
		}
		return nil
	})
	return parents, err
}

// bibRaw is the text of one entry.
type bibRaw struct {
	line  int
	text  strings.Builder
	fault string
}

func (b *bibRaw) place() place { return place{b.line, b.text.String()} }

// bibEntries parts the file into entries: from an @ at the start of a line to the brace that closes it. An entry that is
// not closed ends where the next begins, so that one mistake costs one entry. All other text is comment, as in BibTeX.
func (r *reading) bibEntries(take func(*bibRaw) error) error {
	in := linesOf(r.file.content())
	var open *bibRaw
	var depth int
	var opener byte
	close := func() error {
		done := open
		open = nil
		return take(done)
	}
	waiting := "" // an @ and a word, whose brace may be on the next line
	for {
		line, err := in.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if waiting != "" {
			line = waiting + " " + line
			waiting = ""
		}
		if open != nil && bibStart.MatchString(line) && strings.HasPrefix(line, "@") {
			open.fault = fmt.Sprintf("its brace is not closed before line %d, where the next entry begins", in.number)
			if err := close(); err != nil {
				return err
			}
		}
		for line != "" {
			if open == nil {
				found := bibStart.FindStringIndex(line)
				if found == nil {
					if text := strings.TrimSpace(line); len(text) > 1 && len(text) < 40 && text[0] == '@' && strings.Trim(strings.ToLower(text[1:]), "abcdefghijklmnopqrstuvwxyz") == "" {
						waiting = text
					}
					break
				}
				open, depth, opener = &bibRaw{line: in.number}, 0, line[found[1]-1]
			}
			end, closed := bibClose(line, &depth, opener)
			if open.text.Len()+end <= maxRecord {
				open.text.WriteString(line[:end])
				open.text.WriteByte('\n')
			} else {
				open.fault = tooLarge
			}
			line = line[end:]
			if closed {
				if err := close(); err != nil {
					return err
				}
			}
		}
	}
	if open != nil {
		if open.fault == "" {
			open.fault = cutShort
		}
		if err := close(); err != nil {
			return err
		}
	}
	return r.end()
}

// bibClose follows the braces of a line. It gives where the entry ends, which is the line's end unless it was closed.
func bibClose(line string, depth *int, opener byte) (end int, closed bool) {
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case '\\':
			i++
		case '{':
			*depth++
		case '}':
			if *depth--; *depth <= 0 && opener == '{' {
				return i + 1, true
			}
		case ')':
			if opener == '(' && *depth == 0 {
				return i + 1, true
			}
		}
	}
	return len(line), false
}

// bibKind is the kind that a sort of entry stands for.
func bibKind(sort string) evidence.Kind {
	switch sort {
	case "article", "periodical", "suppperiodical":
		return evidence.Article
	case "book", "mvbook", "booklet", "collection", "mvcollection", "reference":
		return evidence.Book
	case "inbook", "incollection", "bookinbook", "suppbook", "suppcollection", "inreference":
		return evidence.Chapter
	case "techreport", "report", "manual", "standard":
		return evidence.Report
	case "phdthesis", "mastersthesis", "thesis":
		return evidence.Thesis
	case "inproceedings", "conference", "proceedings", "mvproceedings":
		return evidence.Conference
	case "online", "electronic", "www", "webpage":
		return evidence.Web
	}
	return evidence.Other
}
