package publish

import (
	"bufio"
	"fmt"
	"io"

	"goodmeasure/citation"
	"goodmeasure/evidence"
)

// References writes a list of references as text, one a line, in the order of their style, which Vancouver's numbers say.
func References(w io.Writer, style citation.Style, records []evidence.Record) error {
	out := bufio.NewWriter(w)
	for n, runs := range citation.List(style, records) {
		if style == citation.Vancouver {
			fmt.Fprintf(out, "%d. ", n+1)
		}
		for _, run := range runs {
			out.WriteString(run.Text)
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}
