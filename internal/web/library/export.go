package library

import (
	"context"
	"io"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/web/site"
)

// mostExported is how many documents a page hands on at once; the command line hands on all.
const mostExported = 5000

// foundFiles are the files in which all that was found can be had.
func (s stacks) foundFiles(r *site.Request, found library.Catalogue) (files []site.File, exports []export) {
	if found.Total == 0 || found.Total > mostExported {
		return nil, nil
	}
	desk := s.desk(r)
	for _, w := range written {
		files = append(files, site.File{ID: string(w.format), Name: "library" + endings[w.format], Type: w.kind, Write: func(out io.Writer) error {
			return writeFound(out, desk, found.Query, w.format)
		}})
		exports = append(exports, export{string(w.format), w.name})
	}
	for _, t := range []struct {
		id, name, kind string
		write          func(io.Writer, []evidence.Record) error
	}{
		{"csv", "CSV", "text/csv; charset=utf-8", func(w io.Writer, all []evidence.Record) error { return publish.CSV(w, library.Table(all)) }},
		{"xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", func(w io.Writer, all []evidence.Record) error { return publish.XLSX(w, library.Table(all)) }},
	} {
		files = append(files, site.File{ID: t.id, Name: "library." + t.id, Type: t.kind, Write: func(out io.Writer) error {
			var all []evidence.Record
			for e, err := range desk.Found(context.Background(), found.Query) {
				if err != nil {
					return err
				}
				all = append(all, e.Record)
			}
			return t.write(out, all)
		}})
		exports = append(exports, export{t.id, t.name})
	}
	return files, exports
}

func writeFound(out io.Writer, desk *library.Desk, q library.Query, format citation.Format) error {
	var broken error
	err := citation.Write(out, format, func(yield func(evidence.Record) bool) {
		for e, err := range desk.Found(context.Background(), q) {
			if broken = err; err != nil || !yield(e.Record) {
				return
			}
		}
	})
	if broken != nil {
		return broken
	}
	return err
}
