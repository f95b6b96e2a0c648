package citation

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"goodmeasure/table"
)

// Format is a layout of files of records.
type Format string

// The formats that are read.
const (
	RIS        Format = "ris"
	NBIB       Format = "nbib"
	PubMedXML  Format = "pubmed-xml"
	WoS        Format = "wos"
	EndNoteXML Format = "endnote-xml"
	Refer      Format = "refer"
	BibTeX     Format = "bibtex"
	CSLJSON    Format = "csl-json"
	MARC       Format = "marc"
	MARCXML    Format = "marcxml"
	CSV        Format = "csv"
	XLSX       Format = "xlsx"
	ODS        Format = "ods"
)

// layout is what each format provides.
type layout struct {
	title string
	// is says whether the start of a file, as UTF-8 without a byte-order mark, is of this format; nil for tables, which
	// are what nothing else is.
	is   func(head []byte) bool
	read func(*reading) error
}

var formats map[Format]layout

// order is the order in which formats are tried: the surest signs first.
var order = []Format{MARC, PubMedXML, EndNoteXML, MARCXML, CSLJSON, NBIB, RIS, WoS, BibTeX, Refer, CSV, XLSX, ODS}

func init() {
	formats = map[Format]layout{
		RIS:        {"RIS, of databases and reference managers", isRIS, readRIS},
		NBIB:       {"PubMed (MEDLINE) text", isNBIB, readNBIB},
		PubMedXML:  {"PubMed XML", isPubMedXML, readPubMedXML},
		WoS:        {"Web of Science tagged text", isWoS, readWoS},
		EndNoteXML: {"EndNote XML", isEndNoteXML, readEndNoteXML},
		Refer:      {"EndNote refer", isRefer, readRefer},
		BibTeX:     {"BibTeX", isBibTeX, readBibTeX},
		CSLJSON:    {"CSL-JSON, as given by DOI services", isCSLJSON, readCSLJSON},
		MARC:       {"MARC 21", isMARC, readMARC},
		MARCXML:    {"MARCXML", isMARCXML, readMARCXML},
		CSV:        {"CSV or tab-separated table", nil, readSheets},
		XLSX:       {"Excel workbook", nil, readSheets},
		ODS:        {"OpenDocument spreadsheet", nil, readSheets},
	}
}

// Formats are the formats that are read, in the order of the page of documentation.
func Formats() []Format {
	return []Format{RIS, NBIB, PubMedXML, WoS, EndNoteXML, Refer, BibTeX, CSLJSON, CSV, XLSX, ODS, MARC, MARCXML}
}

// Title says in a few words what the format is.
func (f Format) Title() string { return formats[f].title }

// headLength is how much of a file's start is looked at to recognise it.
const headLength = 64 << 10

func (f *File) recognise() error {
	f.head = make([]byte, min(f.Size, headLength))
	if _, err := io.ReadFull(io.NewSectionReader(f.source, 0, f.Size), f.head); err != nil {
		return fmt.Errorf("opening %s: it cannot be read: %w", f.Name, err)
	}
	if given := f.options.Format; given != "" {
		if !slices.Contains(order, given) {
			return fmt.Errorf("opening %s: no format is named %q; expected one of %v", f.Name, given, Formats())
		}
		f.Format = given
		if formats[given].is != nil {
			return nil
		}
		return f.openSheets()
	}
	text, err := io.ReadAll(io.LimitReader(decoded(bytes.NewReader(f.head), f.head), headLength))
	if err != nil {
		return fmt.Errorf("opening %s: its text cannot be decoded: %w", f.Name, err)
	}
	for _, format := range order {
		if is := formats[format].is; is != nil && is(text) {
			f.Format = format
			return nil
		}
	}
	return f.openSheets()
}

// openSheets takes the file for a table, which is the last thing that it can be.
func (f *File) openSheets() error {
	sheets, err := table.Read(f.source, f.Size, f.Name, table.Limits{Bytes: f.options.Bytes})
	if err != nil {
		return fmt.Errorf("it is no file of records that can be read (%s): %w", formatList, err)
	}
	format, ok := map[table.Format]Format{table.CSV: CSV, table.XLSX: XLSX, table.ODS: ODS}[sheets.Format]
	if !ok {
		return fmt.Errorf("opening %s: it is a %s file; save it as CSV", f.Name, sheets.Format)
	}
	f.sheets, f.Format = sheets, format
	err = f.checkHeadings()
	if begins := beginnings[strings.ToLower(path.Ext(f.Name))]; begins != "" && errors.Is(err, ErrColumns) {
		return fmt.Errorf("opening %s: a file of that name has records that begin with %q, and no line of this one does; export it again as one of %s", f.Name, begins, formatList)
	}
	return err
}

// beginnings are how records begin in files of which the name says what they are.
var beginnings = map[string]string{".ris": "TY  - JOUR", ".nbib": "PMID- 12345678", ".bib": "@article{key,", ".enw": "%0 Journal Article", ".ciw": "PT J"}

const formatList = "RIS, PubMed, Web of Science, EndNote, BibTeX, CSL-JSON, CSV, XLSX, ODS, MARC"
