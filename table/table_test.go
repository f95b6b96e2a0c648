package table

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// made writes a file of the given content and gives its path.
func made(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func opened(t testing.TB, path string) *File {
	t.Helper()
	file, err := Open(path, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

// read gives all rows and the errors among them, as text.
func read(file *File, sheet string) (rows []Row, problems []string) {
	for row, err := range file.Rows(sheet) {
		if err != nil {
			problems = append(problems, err.Error())
		}
		if row.Cells != nil {
			rows = append(rows, row)
		}
	}
	return rows, problems
}

func wantRows(t testing.TB, file *File, sheet string, want []Row) {
	t.Helper()
	rows, problems := read(file, sheet)
	if len(problems) > 0 {
		t.Errorf("problems: %q", problems)
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows differ (-want +got):\n%s", diff)
	}
}

// wantError checks that err is an *Error on one line that says what is in want.
func wantError(t testing.TB, err error, want ...string) {
	t.Helper()
	if _, ok := errors.AsType[*Error](err); !ok {
		t.Fatalf("got %v, want an *Error", err)
	}
	if strings.ContainsAny(err.Error(), "\r\n") {
		t.Errorf("more than one line: %q", err)
	}
	for _, part := range want {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

func TestPosition(t *testing.T) {
	for _, c := range []struct {
		at   Position
		want string
	}{
		{Position{File: "file.csv", Row: 12, Column: "time_period"}, `file.csv, row 12, column "time_period"`},
		{Position{File: "a.ods", Sheet: "Table 1", Row: 3}, `a.ods, sheet "Table 1", row 3`},
		{Position{}, ""},
	} {
		if got := c.at.String(); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestOpenTellsTheFile(t *testing.T) {
	file := opened(t, made(t, "misnamed.xlsx", "a,b\n1,2\n"))
	if file.Format != CSV || file.Name != "misnamed.xlsx" || file.Size != 8 {
		t.Errorf("got %s %s %d", file.Format, file.Name, file.Size)
	}
	if want := "492d5ea496056f1a6a6592241032fab764c321596317930b4fa0e1e8bc3b7470"; file.SHA256 != want {
		t.Errorf("hash %s", file.SHA256)
	}
	for _, err := range file.Rows("Sheet1") {
		wantError(t, err, "misnamed.xlsx", `no sheet named "Sheet1"`)
	}
}

func TestOpenRefuses(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	for name, c := range map[string]struct {
		content string
		want    []string
	}{
		"empty":          {"", []string{"empty", "download it again"}},
		"blank":          {" \r\n\r\n", []string{"no text"}},
		"web page":       {"\ufeff\n<!DOCTYPE html><html>404</html>", []string{"web page", "download"}},
		"XML":            {"<?xml version=\"1.0\"?><a/>", []string{"XML", "save it as"}},
		"JSON":           {`{"error": "not found"}`, []string{"JSON"}},
		"PDF":            {"%PDF-1.7\n", []string{"PDF"}},
		"gzip":           {"\x1f\x8b\x08\x00", []string{"gzip", "unpack"}},
		"old workbook":   {ole + string(wide("Workbook")), []string{".xls", "save it as"}},
		"locked":         {ole + string(wide("EncryptedPackage")), []string{"password"}},
		"other OLE":      {ole, []string{"old Microsoft Office", "save it as"}},
		"zero byte":      {"a,b\n1,\x002\n", []string{"zero byte on line 2"}},
		"binary":         {strings.Repeat("a\x01", 50), []string{"binary"}},
		"cut UTF-16":     {"\xff\xfea\x00,\x00b", []string{"UTF-16", "download it again"}},
		"mixed":          {"é,ü\né,ü\né,\xfc\n", []string{"two encodings", "0xfc on line 3", "save it as CSV"}},
		"marked but not": {"\ufeffa,\xfc\n", []string{"two encodings"}},
		"cut parquet":    {"PAR1\x15\x04\x15", []string{"parquet", "download it again"}},
		"cut zip":        {"PK\x03\x04abc", []string{"zip", "cut short"}},
		"empty zip":      {"PK\x05\x06" + strings.Repeat("\x00", 18), []string{"nothing in it"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(made(t, "data.csv", c.content), Limits{})
			wantError(t, err, append(c.want, "data.csv")...)
		})
	}
	_, err := Open(t.TempDir(), Limits{})
	wantError(t, err, "not a file")
	_, err = Open(filepath.Join(t.TempDir(), "none.csv"), Limits{})
	wantError(t, err, "none.csv")
	if !errors.Is(err, os.ErrNotExist) {
		t.Error("the cause is lost")
	}
	_, err = Open(made(t, "large.csv", "a,b\n1,2\n"), Limits{Bytes: 7})
	wantError(t, err, "8 bytes", "limit of 7")
}
