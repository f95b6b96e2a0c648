package table

import "errors"

func (f *File) openArchive(limits Limits) (Format, content, error) { return "", nil, errors.New("spreadsheets are not read yet") }
