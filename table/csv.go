package table

import (
	"bytes"
	"io"
	"iter"
	"slices"
	"strings"
)

type delimited struct {
	file      *File
	charset   charset
	delimiter byte
	unquoted  bool
}

func (f *File) openCSV(head []byte, taken *census) (content, error) {
	charset, err := f.charset(head, taken)
	if err != nil {
		return nil, err
	}
	sample, err := io.ReadAll(io.LimitReader(charset.reader(f.section()), headLength))
	if err != nil {
		return nil, f.refuse("its text cannot be decoded", saveAsText, err)
	}
	if len(bytes.TrimSpace(sample)) == 0 && f.Size <= headLength {
		return nil, f.refuse("it holds no text", "download it again", nil)
	}
	whole := f.Size <= headLength
	delimiter := sniffDelimiter(sample, whole)
	return &delimited{file: f, charset: charset, delimiter: delimiter, unquoted: delimiter == '\t' && webOfScience(sample)}, nil
}

// webOfScience says whether the text begins with the header of Web of Science's tables, which have quotation marks as titles have them, and
// close none.
func webOfScience(sample []byte) bool {
	line, _, _ := strings.Cut(strings.TrimPrefix(string(sample), utf8Mark), "\n")
	names := strings.Split(strings.TrimRight(line, "\r"), "\t")
	return !slices.ContainsFunc([]string{"PT", "AU", "TI", "UT"}, func(name string) bool { return !slices.Contains(names, name) })
}

func (d *delimited) sheets() []string { return []string{""} }

func (d *delimited) rows(string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		records := newScanner(d.charset.reader(d.file.section()), d.delimiter)
		records.unquoted = d.unquoted
		for {
			row, wrong, err := records.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Row{}, d.problem(records.line, fault{found: "the file cannot be read", hint: "check that the disk is sound"}, err))
				return
			}
			var problem error
			if wrong.found != "" {
				problem = d.problem(row.Number, wrong, nil)
			}
			if !yield(row, problem) || row.Cells == nil {
				return
			}
		}
	}
}

func (d *delimited) problem(line int, wrong fault, cause error) *Error {
	return &Error{
		Position: Position{File: d.file.Name, Row: line}, Doing: "reading",
		Found: wrong.found, Expected: wrong.expected, Hint: wrong.hint, Err: cause,
	}
}

// delimiters are the candidates, the likeliest first.
const delimiters = ",;\t|"

// sniffDelimiter chooses the candidate that the fewest rows speak against, which hold another candidate but not it; then
// the one that gives the most rows the same number of cells; then the one that gives them the most cells. The header is
// what tells the delimiter from a comma in a figure or a semicolon in a sentence.
func sniffDelimiter(sample []byte, whole bool) byte {
	best, bestScore := delimiters[0], delimiterScore{against: 1 << 30}
	for i := range len(delimiters) {
		if score := scoreDelimiter(sample, whole, delimiters[i]); score.betterThan(bestScore) {
			best, bestScore = delimiters[i], score
		}
	}
	return best
}

type delimiterScore struct{ against, alike, width int }

func (s delimiterScore) betterThan(other delimiterScore) bool {
	if s.against != other.against {
		return s.against < other.against
	}
	if s.alike != other.alike {
		return s.alike > other.alike
	}
	return s.width > other.width
}

func scoreDelimiter(sample []byte, whole bool, delimiter byte) delimiterScore {
	records := newScanner(bytes.NewReader(sample), delimiter)
	widths := map[int]int{}
	var score delimiterScore
	for {
		row, wrong, err := records.next()
		if err != nil || wrong.ends {
			break
		}
		if !whole && records.exhausted() {
			break // the last row may be cut
		}
		if len(row.Cells) > 1 {
			widths[len(row.Cells)]++
		} else if len(row.Cells) == 1 && records.unquotedAny(row.Cells[0]) {
			score.against++
		}
	}
	for width, rows := range widths {
		if rows > score.alike || rows == score.alike && width > score.width {
			score.alike, score.width = rows, width
		}
	}
	return score
}
