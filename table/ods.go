package table

import (
	"errors"
	"fmt"
	"io"
	"iter"
)

const spreadsheetType = "application/vnd.oasis.opendocument.spreadsheet"

// openDocument is a spreadsheet in OpenDocument format (ISO/IEC 26300). All sheets are in one part, content.xml.
type openDocument struct {
	archive *archive
	names   []string
}

// openODS reads content.xml once through, for the names of the sheets and to know that it is whole.
func (a *archive) openODS() (content, error) {
	if a.encrypted() {
		return nil, a.file.refuse("it is a spreadsheet protected by a password", "open it with its password and save it without one", nil)
	}
	book := &openDocument{archive: a}
	seen := map[string]bool{}
	err := book.read(func(name string, _ *markup) error {
		if seen[name] {
			return fmt.Errorf("two sheets are named %s", quote(name))
		}
		seen[name] = true
		book.names = append(book.names, name)
		return nil
	})
	if err == nil && len(book.names) == 0 {
		err = errors.New("there is no sheet in it")
	}
	if err != nil {
		return nil, a.file.refuse("its content cannot be read", "download it again, or open it in a spreadsheet program and save it anew", err)
	}
	return book, nil
}

// read goes through the content and calls table at the start of each sheet.
func (b *openDocument) read(table func(name string, content *markup) error) error {
	part, err := b.archive.open("content.xml")
	if err != nil {
		return err
	}
	defer part.Close()
	content := newMarkup(part)
	for {
		tag, err := content.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if tag.kind == startTag && tag.name == "table" && content.parent() == "spreadsheet" {
			if err := table(tag.attribute("name"), content); err != nil {
				return err
			}
		}
	}
}

func (b *openDocument) sheets() []string { return b.names }

// errStop ends the reading of a part early, without anything being wrong.
var errStop = errors.New("nothing more is wanted")

func (b *openDocument) rows(sheet string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows := &sheetRows{file: b.archive.file, sheet: sheet, yield: yield}
		at := 0
		err := b.read(func(name string, content *markup) error {
			if name != sheet {
				return content.skip()
			}
			return b.sheet(content, rows, &at)
		})
		if err != nil && !errors.Is(err, errStop) {
			rows.fail(at, err)
		}
	}
}

// sheet hands on the rows of the table just opened; at is the number of the row in hand.
func (b *openDocument) sheet(content *markup, rows *sheetRows, at *int) error {
	next := 1
	for depth := content.depth(); content.depth() >= depth; {
		tag, err := content.next()
		if err != nil {
			return err
		}
		if tag.kind != startTag {
			continue
		}
		switch tag.name {
		case "table-row":
			*at = next
			n, err := tag.count("number-rows-repeated", 1)
			if err != nil {
				return err
			}
			var row sheetRow
			if err := readODSRow(content, &row); err != nil {
				return err
			}
			if !rows.give(next, row.cells, n) {
				return errStop
			}
			next = min(next+n, maxRows+1)
		case "shapes", "table-source", "forms":
			if err := content.skip(); err != nil {
				return err
			}
		}
	}
	return errStop
}

func readODSRow(content *markup, row *sheetRow) error {
	for depth := content.depth(); content.depth() >= depth; {
		tag, err := content.next()
		if err != nil {
			return err
		}
		if tag.kind != startTag {
			continue
		}
		n, err := tag.count("number-columns-repeated", 1)
		if err != nil {
			return err
		}
		text := ""
		switch tag.name {
		case "table-cell":
			text, err = readODSCell(content, tag)
		case "covered-table-cell": // lies under a merged cell, whose text is what a reader sees
			err = content.skip()
		default:
			if err = content.skip(); err == nil {
				continue
			}
		}
		if err != nil {
			return err
		}
		if err := row.add(text, n); err != nil {
			return err
		}
	}
	return nil
}
