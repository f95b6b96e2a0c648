package fulltext

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"goodmeasure/internal/testkit"
)

const (
	honestTree    = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
	honestPage    = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
	honestContent = "BT /F1 9 Tf 9 9 Td (Children moved less) Tj ET"
)

// made is a PDF of one page whose content is a stream.
func made(stream []byte, filter string) []byte {
	return assembled(honestTree, honestPage, stream, filter, "")
}

// assembled is a PDF of objects: its list of pages, its page and the page's content. In what is added to its trailer,
// TABLE is where the table of its objects stands.
func assembled(tree, page string, stream []byte, filter, added string) []byte {
	var out bytes.Buffer
	var at []int
	object := func(text string) {
		at = append(at, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(at), text)
	}
	out.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	object(tree)
	object(page)
	object(fmt.Sprintf("<< /Length %d%s >>\nstream\n%s\nendstream", len(stream), filter, stream))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, place := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", place)
	}
	added = strings.ReplaceAll(added, "TABLE", strconv.Itoa(table))
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, added, table)
	return out.Bytes()
}

// bomb is a small PDF whose one page unpacks to so many megabytes of text.
func bomb(t testing.TB, megabytes int) []byte {
	t.Helper()
	var packed bytes.Buffer
	pack := zlib.NewWriter(&packed)
	piece := bytes.Repeat([]byte("BT /F1 9 Tf 1 0 0 1 9 9 Tm (aaaaaaaaaaaaaaaa) Tj ET\n"), 1<<20/52)
	for range megabytes {
		if _, err := pack.Write(piece); err != nil {
			t.Fatal(err)
		}
	}
	if err := pack.Close(); err != nil {
		t.Fatal(err)
	}
	return made(packed.Bytes(), " /Filter /FlateDecode")
}

// readInChild names the PDF that a child process of the tests reads, as the program's own does.
const readInChild = "GOODMEASURE_TEST_READ_PDF"

const childMemory = 128 << 20

func TestMain(m *testing.M) {
	path := os.Getenv(readInChild)
	if path == "" {
		os.Exit(m.Run())
	}
	defer Watch(childMemory, func() {
		fmt.Fprintln(os.Stderr, "reading the PDF: it unpacks to more memory than it may take")
		os.Exit(1)
	})()
	content, err := os.ReadFile(path)
	var pages []Page
	if err == nil {
		pages, err = Read(context.Background(), bytes.NewReader(content), int64(len(content)), Limits{})
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(Contents{Pages: pages})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// isolated has a child process read a PDF.
func isolated(t testing.TB, content []byte, within time.Duration) ([]Page, error) {
	t.Helper()
	path := t.TempDir() + "/a.pdf"
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(readInChild, path)
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	return Isolated(ctx, Limits{}, os.Args[0])
}

// A small file that unpacks to more than the machine has ends the process that reads it, says so, and costs this one nothing.
func TestBombIsGivenUp(t *testing.T) {
	content := bomb(t, 400)
	if len(content) > 4<<20 {
		t.Fatalf("the bomb has %d bytes", len(content))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	pages, err := isolated(t, content, 2*time.Minute)
	runtime.ReadMemStats(&after)
	if err == nil || !strings.Contains(err.Error(), "more memory than it may take") {
		t.Errorf("%d pages, %v", len(pages), err)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 64<<20 {
		t.Errorf("reading it took %d bytes here", grown)
	}
	if pages, err := isolated(t, made([]byte(honestContent), ""), 2*time.Minute); err != nil || len(pages) != 1 || pages[0].Text != "Children moved less" {
		t.Errorf("an honest file gives %+v, %v", pages, err)
	}
}

// A small file that leads in a circle is refused for that, and not because its time is up.
func TestCirclesAreRefused(t *testing.T) {
	for name, c := range map[string]struct{ tree, added, says string }{
		"a list of pages in itself":        {"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", "", "the lists of its pages lead in a circle"},
		"a list of pages in itself, often": {"<< /Type /Pages /Kids [3 0 R 2 0 R 2 0 R 2 0 R] /Count 1 >>", "", "the lists of its pages lead in a circle"},
		"a table that follows on itself":   {honestTree, " /Prev TABLE", "it leads in a circle"},
	} {
		pages, err := isolated(t, assembled(c.tree, honestPage, []byte(honestContent), "", c.added), time.Minute)
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasSuffix(err.Error(), "; print it to a new PDF, or download it again") {
			t.Errorf("%s: %+v, %v", name, pages, err)
		}
	}
}

// A page below itself inherits nothing for ever, and is read.
func TestPageBelowItself(t *testing.T) {
	for _, page := range []string{strings.Replace(honestPage, "/Parent 2 0 R", "/Parent 3 0 R", 1), "<< /Type /Page /Parent 3 0 R /Contents 4 0 R >>"} {
		pages, err := isolated(t, assembled(honestTree, page, []byte(honestContent), "", ""), time.Minute)
		if err != nil || len(pages) != 1 || pages[0].Text != "Children moved less" {
			t.Errorf("%s: %+v, %v", page, pages, err)
		}
	}
}

// Pages that a file has are read where it says that it has fewer, and so is what they inherit.
func TestTreeOfPages(t *testing.T) {
	tree := "<< /Type /Pages /Kids [3 0 R << /Type /Pages /Kids [3 0 R] /Count 7 >> 3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> >> >>"
	content := assembled(tree, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", []byte(honestContent), "", "")
	pages, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), Limits{})
	if err != nil || len(pages) != 3 || pages[2].Number != 3 || pages[2].Text != "Children moved less" {
		t.Errorf("%+v, %v", pages, err)
	}
	if _, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), Limits{Pages: 2}); err == nil || !strings.Contains(err.Error(), "more pages than the limit of 2") {
		t.Errorf("above the limit of pages: %v", err)
	}
	content = assembled("<< /Type /Pages /Kids [3 0 R 5 0 R 3 0 R] /Count 3 >>", "<< /Type /Page /Contents 4 0 R >>", []byte(honestContent), "", "")
	content = bytes.Replace(content, []byte("5 0 obj"), []byte("6 0 obj"), 1)
	pages, err = Read(t.Context(), bytes.NewReader(content), int64(len(content)), Limits{})
	if err != nil || len(pages) != 3 || pages[0].Text != "Children moved less" || !strings.HasPrefix(pages[1].Failed, "the page is damaged: loading") || pages[2].Failed == "" {
		t.Errorf("behind a damaged page there are %+v, %v", pages, err)
	}
}

// Whatever a page holds, it is read, or says why not. What stands round pages can go in circles, and is read in a process
// of its own.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"BT /F1 9 Tf 9 9 Td (Children moved less) Tj ET", "BT /F1 9 Tf [(a) -9e99 (b)] TJ T* ' \" ET", "q Q Q Q BT ( Tj ET", "BT /F9 0 Tf <ffff> Tj", "[[[[[ << /A << ]] >>", "1 0 0 1 NaN 9 cm", "\x00\xff%"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, stream []byte) {
		if len(stream) > 1<<12 {
			return
		}
		content := made(stream, "")
		pages, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), Limits{Pages: 50, Text: 1 << 20})
		if err != nil {
			if !strings.HasPrefix(err.Error(), "reading the PDF: ") {
				t.Errorf("the error says nothing of what was done: %v", err)
			}
			return
		}
		for n, page := range pages {
			if page.Number != n+1 || page.Failed != "" && page.Text != "" {
				t.Errorf("page %d is %+v", n+1, page)
			}
		}
	})
}

// A quotation of a published report is found on its page, and not on another.
func TestQuotationInAnInspectionReport(t *testing.T) {
	pages := readFile(t, testkit.Shared(t, "data", "raw", "ofsted-reports", "bristol_2023-03-10.pdf"))
	quoted := 0
	for _, page := range pages {
		words := strings.Fields(page.Text)
		if len(words) < 80 {
			continue
		}
		quotation := strings.Join(words[40:60], "  ")
		found := Find(quotation, pages)
		if !found.Exact || found.Page != page.Number {
			t.Errorf("%q stands on page %d, and is found at %+v", quotation, page.Number, found)
		}
		elsewhere := append([]Page(nil), pages[:page.Number-1]...)
		if other := Find(quotation, append(elsewhere, pages[page.Number:]...)); other.Exact {
			t.Errorf("%q is found on page %d too", quotation, other.Page)
		}
		words[50] = "never" + words[50]
		if changed := Find(strings.Join(words[40:60], " "), pages); changed.Exact {
			t.Errorf("with another word it is still found on page %d", changed.Page)
		}
		quoted++
	}
	if quoted < 5 {
		t.Errorf("only %d pages were quoted", quoted)
	}
}
