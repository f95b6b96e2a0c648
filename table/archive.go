package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// largePart is the unpacked size from which a part's ratio is looked at; small parts may compress as well as they like.
const largePart = 10_000_000

// archive is a spreadsheet's zip archive, with its sizes checked.
type archive struct {
	file  *File
	parts map[string]*zip.File
}

func (f *File) openArchive(limits Limits) (Format, content, error) {
	var opened *zip.Reader
	err := guard(func() (err error) {
		opened, err = OpenZip(f.file, f.Size)
		return err
	})
	if errors.Is(err, ErrParts) {
		return "", nil, f.refuse("it is a zip archive, and "+ErrParts.Error(), saveAsText, nil)
	}
	if err != nil {
		return "", nil, f.refuse("it is a zip archive, as .xlsx and .ods files are, that is damaged or cut short", "download it again", err)
	}
	a := &archive{file: f, parts: make(map[string]*zip.File, len(opened.File))}
	if err := a.admit(opened.File, limits); err != nil {
		return "", nil, err
	}
	switch {
	case a.has("[content_types].xml") && a.has("_rels/.rels") && !a.has("xl/workbook.bin") && !a.has("word/document.xml") && !a.has("ppt/presentation.xml"):
		book, err := a.openXLSX()
		return XLSX, book, err
	case a.has("content.xml") && a.mimetype() == spreadsheetType:
		book, err := a.openODS()
		return ODS, book, err
	}
	return "", nil, a.refuseOther()
}

// admit checks the archive's directory against the limits and files the parts by name.
func (a *archive) admit(entries []*zip.File, limits Limits) error {
	if len(entries) > limits.Entries {
		return a.file.refuse(fmt.Sprintf("it is an archive of %d parts, more than the limit of %d", len(entries), limits.Entries), saveAsText, nil)
	}
	left := uint64(limits.Uncompressed)
	for _, entry := range entries {
		size, packed := entry.UncompressedSize64, max(entry.CompressedSize64, 1)
		if size > left {
			return a.file.refuse(fmt.Sprintf("its parts come to more than the limit of %d bytes when unpacked", limits.Uncompressed),
				"save the sheet that is wanted as CSV UTF-8, or raise the limit", nil)
		}
		left -= size
		if size > largePart && size/packed > uint64(limits.Ratio) {
			return a.file.refuse(fmt.Sprintf("its part %s unpacks to %d times its size, as a zip bomb's would; the limit is %d",
				quote(entry.Name), size/packed, limits.Ratio), saveAsText, nil)
		}
		if entry.Flags&1 != 0 {
			return a.file.refuse("it is an archive protected by a password", "open it with its password and save it without one", nil)
		}
		name := partName(entry.Name)
		if _, twice := a.parts[name]; twice {
			return a.file.refuse("it has two parts named "+quote(entry.Name), saveAsSheet, nil)
		}
		a.parts[name] = entry
	}
	return nil
}

// partName is the form in which part names are compared.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (a *archive) has(name string) bool { return a.parts[partName(name)] != nil }

// open gives a part's content. No part gives more than the size that was checked.
func (a *archive) open(name string) (io.ReadCloser, error) {
	part := a.parts[partName(name)]
	if part == nil {
		return nil, a.file.refuse("it has no part "+quote(name), saveAsSheet, nil)
	}
	content, err := part.Open()
	if err != nil {
		return nil, a.file.refuse("its part "+quote(name)+" cannot be unpacked", "download it again", err)
	}
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(content, int64(part.UncompressedSize64)+1), content}, nil
}

// start gives the first bytes of a part, none when it cannot be read.
func (a *archive) start(name string, length int64) []byte {
	content, err := a.open(name)
	if err != nil {
		return nil
	}
	defer content.Close()
	text, err := io.ReadAll(io.LimitReader(content, length))
	if err != nil {
		return nil
	}
	return text
}

func (a *archive) mimetype() string { return strings.TrimSpace(string(a.start("mimetype", 256))) }

func (a *archive) refuseOther() error {
	f := a.file
	mimetype := a.mimetype()
	switch {
	case a.has("encrypted-package"):
		return f.refuse("it is a spreadsheet protected by a password", "open it with its password and save it without one", nil)
	case a.has("xl/workbook.bin"):
		return f.refuse("it is a binary Excel workbook (.xlsb)", saveAsSheet, nil)
	case a.has("word/document.xml"):
		return f.refuse("it is a Word document", findTable, nil)
	case a.has("ppt/presentation.xml"):
		return f.refuse("it is a presentation", findTable, nil)
	case strings.HasPrefix(mimetype, "application/vnd.oasis.opendocument"):
		return f.refuse("it is an OpenDocument file of another kind, "+quote(mimetype), findTable, nil)
	case a.has("index/document.iwa"):
		return f.refuse("it is an Apple document", "open it and export it as .xlsx or CSV", nil)
	}
	return f.refuse("it is a zip archive that is no spreadsheet", unpackFirst, nil)
}

// encrypted says whether an OpenDocument archive's list of parts speaks of encryption.
func (a *archive) encrypted() bool {
	return bytes.Contains(a.start("META-INF/manifest.xml", 1<<20), []byte("encryption-data"))
}
