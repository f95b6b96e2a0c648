package citation_test

import (
	"fmt"
	"strings"
	"testing"

	"goodmeasure/citation"
)

// made is a RIS file of n records as databases give them, 1.6 kB each.
func made(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "TY  - JOUR\r\nT1  - Title %d of a study of services for children\r\n", i)
		for a := range 5 {
			fmt.Fprintf(&out, "A1  - Family%d, Given A\r\n", a)
		}
		fmt.Fprintf(&out, "PY  - 2019///\r\nJF  - Journal of Studies\r\nVL  - 12\r\nIS  - 3\r\nSP  - 100\r\nEP  - 120\r\nSN  - 1234-5678\r\nDO  - 10.1234/j.%d\r\n", i)
		for k := range 10 {
			fmt.Fprintf(&out, "KW  - subject heading %d\r\n", k)
		}
		out.WriteString("N2  - " + strings.Repeat(abstract, 15) + "\r\nER  - \r\n\r\n")
	}
	return out.String()
}

// BenchmarkReadRIS reads 50,000 records.
func BenchmarkReadRIS(b *testing.B) {
	content := made(50_000)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		file, err := citation.Read(strings.NewReader(content), int64(len(content)), "made.ris", citation.Options{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for entry, err := range file.Entries() {
			if err != nil || entry.Failed != nil {
				b.Fatal(err, entry.Failed)
			}
			n++
		}
		if n != 50_000 {
			b.Fatal(n)
		}
	}
}
