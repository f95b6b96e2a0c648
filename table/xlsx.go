package table

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"
)

// workbook is a spreadsheet in Office Open XML (ISO/IEC 29500, transitional or strict).
type workbook struct {
	archive *archive
	names   []string
	parts   map[string]string // of each sheet
	strings []string          // shared by all sheets
	styles  []numberStyle     // by cell format
	epoch1  bool              // dates count from 1904
}

func (a *archive) openXLSX() (content, error) {
	book := &workbook{archive: a, parts: map[string]string{}}
	if err := book.load(); err != nil {
		return nil, a.file.refuse("its workbook cannot be read", "download it again, or open it in a spreadsheet program and save it anew", err)
	}
	return book, nil
}

func (b *workbook) load() error {
	root, err := b.relations("")
	if err != nil {
		return err
	}
	main := ""
	for _, relation := range root {
		if relation.kind == "officeDocument" {
			main = relation.target
		}
	}
	if main == "" {
		return errors.New("it names no main part")
	}
	related, err := b.relations(main)
	if err != nil {
		return err
	}
	if err := b.readSheets(main, related); err != nil {
		return err
	}
	for _, relation := range related {
		switch relation.kind {
		case "sharedStrings":
			err = b.readStrings(relation.target)
		case "styles":
			err = b.readStyles(relation.target)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// relation says that one part uses another, and as what.
type relation struct{ kind, target string }

// relations gives what a part uses, by identifier; the archive itself is the part "".
func (b *workbook) relations(part string) (map[string]relation, error) {
	folder, name := path.Split(part)
	related := map[string]relation{}
	err := b.read(folder+"_rels/"+name+".rels", func(content *markup, tag piece) error {
		if tag.name != "Relationship" || tag.attribute("TargetMode") == "External" {
			return nil
		}
		target := strings.ReplaceAll(tag.attribute("Target"), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = folder + target
		}
		related[tag.attribute("Id")] = relation{
			kind:   path.Base(tag.attribute("Type")),
			target: strings.TrimPrefix(path.Clean(target), "/"),
		}
		return nil
	})
	return related, err
}

// read goes through a part and calls element at each start tag.
func (b *workbook) read(part string, element func(content *markup, tag piece) error) error {
	opened, err := b.archive.open(part)
	if err != nil {
		return err
	}
	defer opened.Close()
	content := newMarkup(opened)
	for {
		tag, err := content.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("part %s: %w", part, err)
		}
		if tag.kind == startTag {
			if err := element(content, tag); err != nil {
				return err
			}
		}
	}
}

func (b *workbook) readSheets(main string, related map[string]relation) error {
	err := b.read(main, func(content *markup, tag piece) error {
		switch {
		case tag.name == "workbookPr":
			b.epoch1 = isTrue(tag.attribute("date1904"))
		case tag.name == "sheet" && content.parent() == "sheets":
			name, used := tag.attribute("name"), related[tag.attribute("id")]
			if used.kind != "worksheet" { // a chart or a macro sheet
				return nil
			}
			if b.parts[name] != "" {
				return fmt.Errorf("two sheets are named %s", quote(name))
			}
			if !b.archive.has(used.target) {
				return fmt.Errorf("the part of sheet %s is not there", quote(name))
			}
			b.names = append(b.names, name)
			b.parts[name] = used.target
		}
		return nil
	})
	if err == nil && len(b.names) == 0 {
		err = errors.New("there is no sheet in it")
	}
	return err
}

func isTrue(text string) bool { return text == "1" || text == "true" }

func (b *workbook) sheets() []string { return b.names }

func (b *workbook) rows(sheet string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows := &sheetRows{file: b.archive.file, sheet: sheet, yield: yield}
		at := 0
		err := b.read(b.parts[sheet], func(content *markup, tag piece) error {
			if tag.name != "row" || content.parent() != "sheetData" {
				return nil
			}
			number, err := tag.count("r", at+1)
			if err != nil {
				return err
			}
			at = number
			var row sheetRow
			if err := b.readRow(content, &row); err != nil {
				return err
			}
			if !rows.give(number, row.cells, 1) {
				return errStop
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStop) {
			rows.fail(at, err)
		}
	}
}
